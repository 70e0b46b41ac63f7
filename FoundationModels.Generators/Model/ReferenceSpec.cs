namespace FoundationModels.Generators.Model;

/// <summary>A generable type.</summary>
internal sealed record ReferenceSpec(string Type) : ValueSpec(Type)
{
    /// <summary>Gets the static class that converts it, where the type itself can't: enumerations.</summary>
    public string? Converter { get; init; }
}
