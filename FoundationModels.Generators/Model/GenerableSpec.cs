namespace FoundationModels.Generators.Model;

/// <summary>All that the emitter has to know of a generable type. It has no symbols and no places in files, so that edits elsewhere leave it equal.</summary>
/// <param name="Type">Its names.</param>
/// <param name="Kind">What it is.</param>
internal sealed record GenerableSpec(TypeName Type, GenerableKind Kind)
{
    /// <summary>Gets the name of its schema.</summary>
    public required string Title { get; init; }

    public string? Description { get; init; }

    /// <summary>Gets whether null is written and generated as such instead of leaving the property out.</summary>
    public bool RepresentNullExplicitly { get; init; }

    public EquatableArray<PropertySpec> Properties { get; init; }

    public EquatableArray<EnumerationValue> Values { get; init; }

    /// <summary>Gets the union that it is a case of, as the key of that type.</summary>
    public string? Union { get; init; }

    /// <summary>Gets the text that tells this case of a union from the others.</summary>
    public string? Discriminator { get; init; }

    /// <summary>Gets the property that holds the <c>GenerationId</c>, if there is one.</summary>
    public IdentitySpec? Id { get; init; }

    /// <summary>Gets whether it is declared in this compilation; others are here for their schemas alone.</summary>
    public bool IsDeclaredHere { get; init; } = true;
}
