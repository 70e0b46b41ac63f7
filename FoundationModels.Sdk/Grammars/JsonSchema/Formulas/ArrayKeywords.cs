namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The keywords for arrays.</summary>
internal sealed class ArrayKeywords(SchemaTables tables, SchemaExpander expander, UnevaluatedKeywords unevaluated)
{
    public void Add(SchemaNode node, DynamicScope? scope, TypedParts parts)
    {
        int prefix = node.PrefixItems?.Count ?? 0;
        for (int i = 0; i < prefix; i++)
            parts.Array(Every(i, i, expander.Child(node.PrefixItems![i], scope)));
        if (node.Items is { } items)
            parts.Array(Every(prefix, long.MaxValue, expander.Child(items, scope)));
        if (node.MinItems is { } minimum)
            parts.Array(tables.AtLeast(0, long.MaxValue, tables.Schemas.True, minimum));
        if (node.MaxItems is { } maximum)
            parts.Array(tables.Arrays.Not(tables.AtLeast(0, long.MaxValue, tables.Schemas.True, maximum + 1)));
        if (node.Contains is { } contains)
            AddContains(node, expander.Child(contains, scope), parts);
        if (node.UniqueItems)
            parts.Array(tables.Arrays.Not(tables.Repetition()));
        if (node.UnevaluatedItems is not null)
            parts.Array(unevaluated.Items(node, scope));
    }

    private void AddContains(SchemaNode node, Formula value, TypedParts parts)
    {
        parts.Array(tables.AtLeast(0, long.MaxValue, value, node.MinContains ?? 1));
        if (node.MaxContains is { } most)
            parts.Array(tables.Arrays.Not(tables.AtLeast(0, long.MaxValue, value, most + 1)));
    }

    private Formula Every(long from, long to, Formula value) => tables.Arrays.Not(tables.AtLeast(from, to, tables.Schemas.Not(value), 1));
}
