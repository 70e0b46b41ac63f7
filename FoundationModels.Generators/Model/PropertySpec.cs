namespace FoundationModels.Generators.Model;

/// <summary>A property of a generable type.</summary>
/// <param name="Name">Its name in C#.</param>
/// <param name="JsonName">Its name in JSON.</param>
/// <param name="Value">Its type and guides.</param>
internal sealed record PropertySpec(string Name, string JsonName, ValueSpec Value)
{
    public string? Description { get; init; }

    /// <summary>Gets the parameter of the constructor that takes it; null for a property that an object initializer sets.</summary>
    public string? Parameter { get; init; }

    /// <summary>Gets whether a value without it is complete although null is no value of it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Gets the C# literal that the constructor has for its absence.</summary>
    public string? Default { get; init; }
}
