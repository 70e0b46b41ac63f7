using FoundationModels;

/// <summary>A ship that came in.</summary>
[Generable]
internal sealed partial record Arrival(
    [Guide("Name of the ship")] string Ship,
    [Guide("Port that it came from")] string From,
    [Guide("Number of barrels, crates, sacks or bales", Minimum = 1, Maximum = 9999)] int Count,
    [Guide("Goods")] string Cargo);

/// <summary>All ships of a text.</summary>
[Generable]
internal sealed partial record Arrivals([Guide("One row for each ship", MinimumCount = 1, MaximumCount = 12)] IReadOnlyList<Arrival> Rows);
