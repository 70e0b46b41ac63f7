namespace FoundationModels.Grammars.JsonSchema;

/// <summary>A <c>$dynamicRef</c> or <c>$recursiveRef</c> whose target depends on the resources that were entered on the way to it.</summary>
/// <param name="initial">The schema that it means where no outer resource has the anchor.</param>
/// <param name="anchor">The name that outer resources are asked for; empty for <c>$recursiveRef</c>.</param>
internal sealed class DynamicReference(SchemaNode initial, string anchor)
{
    /// <summary>Gets the schema that it means where no outer resource has the anchor.</summary>
    public SchemaNode Initial { get; } = initial;

    /// <summary>Gets the name that resources are asked for: the outermost one that has it wins.</summary>
    public string Anchor { get; } = anchor;

    /// <summary>Gets whether it is a <c>$recursiveRef</c>.</summary>
    public bool IsRecursive => Anchor.Length == 0;
}
