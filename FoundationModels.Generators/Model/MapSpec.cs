namespace FoundationModels.Generators.Model;

/// <summary>A dictionary from strings to values.</summary>
internal sealed record MapSpec(string Type, MapShape Shape, ValueSpec Element) : ValueSpec(Type);
