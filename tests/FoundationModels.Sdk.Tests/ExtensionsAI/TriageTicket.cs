namespace FoundationModels.Sdk.Tests.ExtensionsAI;

/// <summary>The ticket of the triage tests.</summary>
[Generable]
internal sealed partial record TriageTicket(
    [Guide("What went wrong, in one line", Pattern = "^.{5,60}$")] string Title,
    [Guide("Which team has to look at it")] TriageTeam Team,
    [Guide("Words to find it by", MinimumCount = 1, MaximumCount = 3)] IReadOnlyList<string> Tags);
