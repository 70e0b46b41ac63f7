namespace FoundationModels.Conformance.Adapters;

/// <summary>Adapters that act together in a reference.</summary>
/// <param name="Name">The configuration's name; "base" has no adapters.</param>
/// <param name="Adapters">Their names and weights.</param>
internal sealed record AdapterConfiguration(string Name, IReadOnlyList<(string Name, double Weight)> Adapters);
