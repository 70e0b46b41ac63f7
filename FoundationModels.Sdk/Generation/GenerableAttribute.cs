namespace FoundationModels;

/// <summary>Makes a model able to generate a type: a partial record, class or struct, or an enum.</summary>
/// <remarks>
/// The source generator of the package <c>FoundationModels.Generators</c> writes the schema, the decoding grammar and the conversions of the
/// type when the project is built. At run time nothing looks for this attribute.
/// </remarks>
/// <param name="description">What the type is, for the model; null takes the summary of the type's XML documentation.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum, Inherited = false)]
public sealed class GenerableAttribute(string? description = null) : Attribute
{
    /// <summary>Gets or sets what the type is, for the model.</summary>
    public string? Description { get; set; } = description;

    /// <summary>Gets or sets the name of the type's schema; null takes the type's own name.</summary>
    public string? Name { get; set; }

    /// <summary>Gets or sets whether a property without a value is generated as <c>null</c>, and not left out.</summary>
    public bool RepresentNullExplicitly { get; set; }
}
