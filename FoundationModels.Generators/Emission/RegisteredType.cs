namespace FoundationModels.Generators.Emission;

/// <summary>A type that the assembly makes known.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="IsStruct">Whether it is a struct that can convert itself.</param>
/// <param name="Converter">The class that converts it, if it can't itself.</param>
internal sealed record RegisteredType(string Name, bool IsStruct, string? Converter);
