using FoundationModels;

/// <summary>A support ticket.</summary>
[Generable]
internal sealed partial record Ticket(
    [Guide("What went wrong, in one line", Pattern = "^.{10,60}$")] string Title,
    [Guide("Which team has to look at it")] Team Team,
    [Guide("How bad it is")] Priority Priority,
    [Guide("Order number, as in the mail", Pattern = "^[0-9]{1,8}$")] string? Order,
    [Guide("Words to find it by", MinimumCount = 1, MaximumCount = 3)] IReadOnlyList<string> Tags);

/// <summary>Who looks at a ticket.</summary>
[Generable]
internal enum Team
{
    Shipping,
    Billing,
    Technical,
}

/// <summary>How bad it is.</summary>
[Generable]
internal enum Priority
{
    Low,
    Medium,
    High,
}
