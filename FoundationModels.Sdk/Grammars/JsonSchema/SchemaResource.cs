namespace FoundationModels.Grammars.JsonSchema;

/// <summary>A schema with an identity of its own: a document, or a part of one with <c>$id</c>.</summary>
internal sealed class SchemaResource
{
    /// <summary>Gets the resource of all schemas that never came from a document, such as generated ones.</summary>
    public static SchemaResource Anonymous { get; } = new();

    /// <summary>Gets the absolute URI without a fragment; empty where the document does not say one.</summary>
    public string Uri { get; init; } = "";

    /// <summary>Gets the schemas that dynamic references may find here, by name. The name of <c>$recursiveAnchor</c> is empty. Only names that some dynamic reference uses.</summary>
    public Dictionary<string, SchemaNode> DynamicAnchors { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets whether the items that match <c>contains</c> count as evaluated: so it is since draft 2020-12.</summary>
    public bool ContainsEvaluates { get; init; } = true;

    /// <summary>Gets whether <c>1.0</c> is no integer: so it is in draft 04, where the text counts and not the value.</summary>
    public bool IntegersAreDigits { get; init; }
}
