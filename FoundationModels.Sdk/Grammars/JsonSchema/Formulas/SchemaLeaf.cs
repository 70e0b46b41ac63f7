namespace FoundationModels.Grammars.JsonSchema;

/// <summary>A schema that formulas over values refer to by its number: a node of a schema, one JSON value, or a part of a compiled grammar.</summary>
internal sealed class SchemaLeaf
{
    /// <summary>Gets the node, if it is one.</summary>
    public SchemaNode? Node { get; init; }

    /// <summary>Gets the schema resources on the way to the node, for references that depend on it.</summary>
    public DynamicScope? Scope { get; init; }

    /// <summary>Gets the one valid value, if it is one.</summary>
    public JsonLiteral? Literal { get; init; }

    /// <summary>Gets or sets what it says, once that was worked out.</summary>
    public TypedFormula? Formula { get; set; }
}
