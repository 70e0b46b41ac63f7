namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The schemas that a schema's keywords hold or refer to.</summary>
internal static class SchemaChildren
{
    /// <summary>All of them; one comes as often as keywords name it.</summary>
    public static IEnumerable<SchemaNode> Of(SchemaNode node)
    {
        foreach (SchemaNode? one in new[]
        {
            node.Ref, node.DynamicRef?.Initial, node.Items, node.Contains, node.UnevaluatedItems, node.AdditionalProperties, node.PropertyNames,
            node.UnevaluatedProperties, node.Not, node.If, node.Then, node.Else,
        })
        {
            if (one is not null)
                yield return one;
        }

        foreach (IReadOnlyList<SchemaNode>? list in new[] { node.PrefixItems, node.AllOf, node.AnyOf, node.OneOf })
        {
            for (int i = 0; i < (list?.Count ?? 0); i++)
                yield return list![i];
        }

        foreach (IReadOnlyList<KeyValuePair<string, SchemaNode>>? map in new[] { node.Properties, node.PatternProperties, node.DependentSchemas })
        {
            for (int i = 0; i < (map?.Count ?? 0); i++)
                yield return map![i].Value;
        }
    }
}
