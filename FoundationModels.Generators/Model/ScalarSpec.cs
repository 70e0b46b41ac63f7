namespace FoundationModels.Generators.Model;

/// <summary>A type of the framework.</summary>
internal sealed record ScalarSpec(string Type, ScalarKind Kind) : ValueSpec(Type);
