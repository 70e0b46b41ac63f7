namespace FoundationModels.Generators.Model;

/// <summary>A list of values.</summary>
internal sealed record ListSpec(string Type, ListShape Shape, ValueSpec Element) : ValueSpec(Type);
