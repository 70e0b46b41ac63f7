using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The keywords for objects.</summary>
internal sealed class ObjectKeywords(SchemaTables tables, TextKeywords texts, SchemaExpander expander, UnevaluatedKeywords unevaluated)
{
    // Each property that comes leaves a formula of those that are missing.
    private const int MostRequired = 1_000;

    public void Add(SchemaNode node, DynamicScope? scope, TypedParts parts)
    {
        if (node.Properties is { Count: > 0 } properties)
        {
            parts.Order([.. properties.Select(p => p.Key)]);
            foreach (KeyValuePair<string, SchemaNode> property in properties)
                parts.Object(Every(tables.Name(property.Key), expander.Child(property.Value, scope)));
        }

        foreach (KeyValuePair<string, SchemaNode> property in node.PatternProperties ?? [])
            parts.Object(Every(PatternKeys(property.Key, node), expander.Child(property.Value, scope)));
        if (node.AdditionalProperties is { } additional)
            parts.Object(Every(KeySet.Not(Declared(node)), expander.Child(additional, scope)));
        if (node.PropertyNames is { } names)
            AddNames(names, scope, parts);
        if (node.Required is { Count: > MostRequired })
            throw new GrammarRefusal(node.Pointer + "/required", $"More than {MostRequired} properties are required. Split the object.");
        foreach (string name in node.Required ?? [])
            parts.Object(Has(name));
        if (node.MinProperties is { } minimum)
            parts.Object(tables.AtLeast(KeySet.All, tables.Schemas.True, minimum));
        if (node.MaxProperties is { } maximum)
            parts.Object(tables.Objects.Not(tables.AtLeast(KeySet.All, tables.Schemas.True, maximum + 1)));
        AddDependencies(node, scope, parts);
        if (node.UnevaluatedProperties is not null)
            parts.Object(unevaluated.Properties(node, scope));
    }

    /// <summary>The names that the schema's own keywords speak of.</summary>
    public KeySet Declared(SchemaNode node) => new()
    {
        Names = new HashSet<string>((node.Properties ?? []).Select(p => p.Key), StringComparer.Ordinal),
        Patterns = [.. (node.PatternProperties ?? []).Select(p => PatternAtom(p.Key, node))],
    };

    /// <summary>The formula that an object has a property.</summary>
    public Formula Has(string name) => tables.AtLeast(tables.Name(name), tables.Schemas.True, 1);

    private void AddNames(SchemaNode names, DynamicScope? scope, TypedParts parts)
    {
        Formula formula = expander.InPlace(names, scope).String;
        if (formula.IsTrue)
            return;
        KeySet valid = formula.IsFalse ? KeySet.Not(KeySet.All) : new KeySet { Patterns = [NamesAtom(formula, names.Pointer)] };
        parts.Object(tables.Objects.Not(tables.AtLeast(KeySet.Not(valid), tables.Schemas.True, 1)));
    }

    private int NamesAtom(Formula formula, string pointer) => formula.Kind == FormulaKind.Atom
        ? formula.Atom
        : tables.AddString(TextAtom.Of(() => TextFormulas.Combine(tables.StringAtoms, formula, ByteAutomaton.AnyText, tables.Limits), pointer)).Atom;

    private void AddDependencies(SchemaNode node, DynamicScope? scope, TypedParts parts)
    {
        foreach (KeyValuePair<string, IReadOnlyList<string>> dependency in node.DependentRequired ?? [])
        {
            Formula all = tables.Objects.And([.. dependency.Value.Select(Has)]);
            parts.Object(tables.Objects.Or(tables.Objects.Not(Has(dependency.Key)), all));
        }

        foreach (KeyValuePair<string, SchemaNode> dependency in node.DependentSchemas ?? [])
        {
            TypedFormula schema = expander.InPlace(dependency.Value, scope);
            parts.Object(tables.Objects.Or(tables.Objects.Not(Has(dependency.Key)), schema.Object));
            if (schema.Order.Count > 0)
                parts.Order(schema.Order);
        }
    }

    private Formula Every(KeySet keys, Formula value) => tables.Objects.Not(tables.AtLeast(keys, tables.Schemas.Not(value), 1));

    private KeySet PatternKeys(string pattern, SchemaNode node) => new() { Patterns = [PatternAtom(pattern, node)] };

    private int PatternAtom(string pattern, SchemaNode node) => texts.Pattern(pattern, node.Pointer + "/patternProperties").Atom;
}
