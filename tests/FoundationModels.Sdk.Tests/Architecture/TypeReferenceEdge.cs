namespace FoundationModels.Sdk.Tests.Architecture;

/// <summary>A top-level type refers to another one.</summary>
/// <param name="From">The full name of the one that refers, without its arity.</param>
/// <param name="To">The full name of the other.</param>
/// <param name="Assembly">The other's assembly, or null where it is the same.</param>
internal sealed record TypeReferenceEdge(string From, string To, string? Assembly);
