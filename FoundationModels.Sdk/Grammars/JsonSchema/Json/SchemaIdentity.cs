namespace FoundationModels.Grammars.JsonSchema;

/// <summary>A schema resource while it is read: its text and the names in it.</summary>
internal sealed class SchemaIdentity
{
    public required JsonLiteral Root { get; init; }

    public required SchemaDialect Dialect { get; init; }

    /// <summary>Gets the absolute URI that relative references are resolved against.</summary>
    public required string BaseUri { get; init; }

    /// <summary>Gets the pointer of its root from the root of the document, with the document's URI where it is not the main one.</summary>
    public required string Pointer { get; init; }

    public required SchemaResource Resource { get; init; }

    /// <summary>Gets the schemas that references may name by a fragment that is not a pointer. Null in place of what has a name that is taken twice.</summary>
    public Dictionary<string, SchemaPlace?> Anchors { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets those of them that dynamic references may find; the name of <c>$recursiveAnchor</c> is empty.</summary>
    public Dictionary<string, SchemaPlace> DynamicAnchors { get; } = new(StringComparer.Ordinal);
}
