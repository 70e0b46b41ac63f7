namespace FoundationModels.Generators.Model;

/// <summary>The type of a property or element.</summary>
/// <param name="Type">The C# type without a nullable annotation, fully qualified.</param>
internal abstract record ValueSpec(string Type)
{
    /// <summary>Gets whether null is a value of it.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Gets whether the C# type without its nullable annotation is a struct.</summary>
    public bool IsStruct { get; init; }

    public GuideSpec Guides { get; init; } = GuideSpec.None;
}
