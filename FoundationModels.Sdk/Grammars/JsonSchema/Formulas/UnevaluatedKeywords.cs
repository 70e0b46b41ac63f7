namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The keywords <c>unevaluatedProperties</c> and <c>unevaluatedItems</c>.</summary>
/// <remarks>
/// What a subschema evaluates counts where the value fits it. So for every set of subschemas that fit, what none of them evaluates has to fit the keyword's schema. A set that leaves some out
/// demands more, so that sets need not say which subschemas don't fit.
/// </remarks>
internal sealed class UnevaluatedKeywords(SchemaTables tables, SchemaExpander expander)
{
    private const int MostConditions = 10;
    private const int MostEvaluations = 10_000;

    /// <summary>The formula of <c>unevaluatedProperties</c>.</summary>
    public Formula Properties(SchemaNode node, DynamicScope? scope)
    {
        List<Evaluation> found = [];
        Collect(node, scope, [], isOwn: true, found, static t => t.Object);
        Formula value = expander.Child(node.UnevaluatedProperties!, scope);
        return Choose(found, node.Pointer + "/unevaluatedProperties", tables.Objects, chosen =>
        {
            KeySet keys = new() { Union = [.. chosen.Select(e => e.Keys)] };
            return tables.Objects.Not(tables.AtLeast(KeySet.Not(keys), tables.Schemas.Not(value), 1));
        });
    }

    /// <summary>The formula of <c>unevaluatedItems</c>.</summary>
    public Formula Items(SchemaNode node, DynamicScope? scope)
    {
        List<Evaluation> found = [];
        Collect(node, scope, [], isOwn: true, found, static t => t.Array);
        Formula value = expander.Child(node.UnevaluatedItems!, scope);
        return Choose(found, node.Pointer + "/unevaluatedItems", tables.Arrays, chosen =>
        {
            long from = chosen.Count == 0 ? 0 : chosen.Max(e => e.Items);
            if (from == long.MaxValue)
                return tables.Arrays.True;
            Formula fits = tables.Schemas.Or([value, .. chosen.Select(e => e.Contained).OfType<Formula>()]);
            return tables.Arrays.Not(tables.AtLeast(from, long.MaxValue, tables.Schemas.Not(fits), 1));
        });
    }

    private static Formula Choose(List<Evaluation> found, string pointer, FormulaPool pool, Func<List<Evaluation>, Formula> demand)
    {
        List<Evaluation> certain = found.FindAll(e => e.Conditions.Count == 0);
        List<Formula> conditions = [.. found.SelectMany(e => e.Conditions).Distinct()];
        if (conditions.Count > MostConditions)
            throw new GrammarRefusal(pointer, $"It depends on {conditions.Count} subschemas, and {MostConditions} is the most. Use additionalProperties or items in the branches.");
        List<Formula> alternatives = [];
        for (int set = 0; set < 1 << conditions.Count; set++)
        {
            List<Formula> holds = [];
            for (int i = 0; i < conditions.Count; i++)
            {
                if ((set >> i & 1) != 0)
                    holds.Add(conditions[i]);
            }

            List<Evaluation> chosen = [.. certain, .. found.Where(e => e.Conditions.Count > 0 && e.Conditions.All(holds.Contains))];
            alternatives.Add(pool.And([.. holds, demand(chosen)]));
        }

        return pool.Or(alternatives);
    }

    private void Collect(
        SchemaNode node, DynamicScope? scope, List<Formula> conditions, bool isOwn, List<Evaluation> found, Func<TypedFormula, Formula> type)
    {
        if (node.Always is not null)
            return;
        if (found.Count >= MostEvaluations)
            throw new GrammarRefusal(node.Pointer, $"More than {MostEvaluations} schemas decide what counts as evaluated. Refer to each of them once.");
        KeySet declared = expander.Declared(node);
        bool allKeys = node.AdditionalProperties is not null || (!isOwn && node.UnevaluatedProperties is not null);
        bool allItems = node.Items is not null || (!isOwn && node.UnevaluatedItems is not null);
        Formula? contained = node.Contains is { } contains && node.Resource.ContainsEvaluates ? expander.Child(contains, scope) : null;
        found.Add(new Evaluation(conditions, allKeys ? KeySet.All : declared, allItems ? long.MaxValue : node.PrefixItems?.Count ?? 0, contained));

        foreach (SchemaNode child in node.AllOf ?? [])
            Below(child, conditions);
        if (node.Ref is { } target)
            Below(target, conditions);
        if (node.DynamicRef is { } reference)
            Below(SchemaExpander.Resolve(reference, scope), conditions);
        foreach (SchemaNode child in (node.AnyOf ?? []).Concat(node.OneOf ?? []))
            Conditional(child, expander.InPlace(child, scope));
        foreach (KeyValuePair<string, SchemaNode> dependency in node.DependentSchemas ?? [])
            Below(dependency.Value, [.. conditions, type(expander.Dependency(dependency.Key))]);
        if (node.If is { } condition)
            CollectBranches(node, condition);

        void Below(SchemaNode child, List<Formula> under)
        {
            // A schema that leads to itself is refused there, before it could be followed without end.
            expander.InPlace(child, scope);
            Collect(child, scope?.Enter(child.Resource), under, isOwn: false, found, type);
        }

        void Conditional(SchemaNode child, TypedFormula formula) => Below(child, [.. conditions, type(formula)]);

        void CollectBranches(SchemaNode parent, SchemaNode test)
        {
            TypedFormula holds = expander.InPlace(test, scope);
            Conditional(test, holds);
            if (parent.Then is { } then)
                Conditional(then, holds);
            if (parent.Else is { } otherwise)
                Conditional(otherwise, TypedFormulas.Not(tables, holds));
        }
    }

    private sealed record Evaluation(List<Formula> Conditions, KeySet Keys, long Items, Formula? Contained);
}
