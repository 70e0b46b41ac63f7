using FoundationModels;

/// <summary>A ship that came in.</summary>
[Generable]
internal sealed partial record Arrival(
    [Guide("Name of the ship", Pattern = "^[A-Z][a-z]+( [A-Z][a-z]+)?$")] string Ship,
    [Guide("Port that it came from", Pattern = "^[A-Z][a-z]+$")] string From,
    [Guide("Number of barrels, crates, sacks or bales", Minimum = 1, Maximum = 9999)] int Count,
    [Guide("What is in them", Pattern = "^[a-z]+( [a-z]+)?$")] string Goods);
