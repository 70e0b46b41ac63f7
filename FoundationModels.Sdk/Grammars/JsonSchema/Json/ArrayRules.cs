namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The keywords for arrays.</summary>
internal static class ArrayRules
{
    public static bool Check(SchemaValidator validator, SchemaNode node, IReadOnlyList<JsonLiteral> items, ValidationScope scope, Evaluated? evaluated)
    {
        bool fits = CheckCounts(validator, node, items);
        int prefix = Math.Min(node.PrefixItems?.Count ?? 0, items.Count);
        for (int i = 0; i < items.Count; i++)
        {
            if (!fits && validator.IsDone)
                return false;
            if ((i < prefix ? node.PrefixItems![i] : node.Items) is not { } schema)
                break;
            fits &= validator.FitsBelow(schema, items[i], i, scope);
            evaluated?.Add(i);
        }

        if (node.Contains is { } contains)
            fits &= CheckContains(validator, node, contains, items, scope, evaluated);
        if (node.UnevaluatedItems is { } unevaluated)
        {
            for (int i = 0; i < items.Count; i++)
            {
                if (!evaluated![i])
                    fits &= validator.FitsBelow(unevaluated, items[i], i, scope);
            }

            evaluated!.AddAll();
        }

        return fits;
    }

    private static bool CheckCounts(SchemaValidator validator, SchemaNode node, IReadOnlyList<JsonLiteral> items)
    {
        bool fits = true;
        if (items.Count < node.MinItems)
            fits = validator.Fail(node.Pointer + "/minItems", $"The array must have at least {node.MinItems} items.");
        if (items.Count > node.MaxItems)
            fits = validator.Fail(node.Pointer + "/maxItems", $"The array must have at most {node.MaxItems} items.");
        if (node.UniqueItems && items.Count > 1 && items.ToHashSet().Count < items.Count)
            fits = validator.Fail(node.Pointer + "/uniqueItems", "The array has equal items.");
        return fits;
    }

    private static bool CheckContains(
        SchemaValidator validator, SchemaNode node, SchemaNode contains, IReadOnlyList<JsonLiteral> items, ValidationScope scope, Evaluated? evaluated)
    {
        long count = 0;
        for (int i = 0; i < items.Count; i++)
        {
            if (!validator.Probe(contains, items[i], scope))
                continue;
            count++;
            if (node.Resource.ContainsEvaluates)
                evaluated?.Add(i);
        }

        bool fits = true;
        if (count < (node.MinContains ?? 1))
            fits = validator.Fail(node.Pointer + "/contains", $"The array has {count} items of the kind that it must contain.");
        if (count > node.MaxContains)
            fits = validator.Fail(node.Pointer + "/maxContains", $"The array has {count} items of the kind that it must contain.");
        return fits;
    }
}
