namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The resources that were entered on the way to a schema.</summary>
internal sealed record ValidationScope(ValidationScope? Outer, SchemaResource Resource)
{
    /// <summary>The schema that a dynamic reference means here: that of the outermost resource with its anchor.</summary>
    public SchemaNode Resolve(DynamicReference reference)
    {
        SchemaNode target = reference.Initial;
        for (ValidationScope? scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.Resource.DynamicAnchors.TryGetValue(reference.Anchor, out SchemaNode? anchored))
                target = anchored;
        }

        return target;
    }
}
