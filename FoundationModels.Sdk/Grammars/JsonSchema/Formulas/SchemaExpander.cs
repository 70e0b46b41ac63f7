namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Turns the keywords of one schema into formulas. What lies below, in properties and items, stays a reference.</summary>
internal sealed class SchemaExpander
{
    private const int MostNested = 256;

    private readonly SchemaTables _tables;
    private readonly TextKeywords _texts;
    private readonly ArrayKeywords _arrays;
    private readonly ObjectKeywords _objects;
    private readonly LiteralFormulas _literals;
    private readonly HashSet<SchemaLeaf> _open = [];

    public SchemaExpander(SchemaTables tables)
    {
        _tables = tables;
        _texts = new TextKeywords(tables);
        _literals = new LiteralFormulas(tables, _texts);
        UnevaluatedKeywords unevaluated = new(tables, this);
        _arrays = new ArrayKeywords(tables, this, unevaluated);
        _objects = new ObjectKeywords(tables, _texts, this, unevaluated);
    }

    /// <summary>What a leaf says about a value, type by type.</summary>
    /// <exception cref="GrammarRefusal">A keyword cannot be enforced.</exception>
    public TypedFormula Expand(SchemaLeaf leaf)
    {
        if (leaf.Literal is { } literal)
            return _literals.Of([literal], "");
        SchemaNode node = leaf.Node!;
        if (_open.Count >= MostNested)
            throw new GrammarRefusal(node.Pointer, $"More than {MostNested} schemas apply to the same value, each by way of the one before. Flatten them.");
        if (!_open.Add(leaf))
            throw new GrammarRefusal(node.Pointer, "The schema refers to itself for the same value, so nothing says which values are valid. Remove the reference.");
        try
        {
            return Expand(node, leaf.Scope);
        }
        finally
        {
            _open.Remove(leaf);
        }
    }

    /// <summary>The formula of a schema below a node.</summary>
    public Formula Child(SchemaNode child, DynamicScope? scope) => _tables.Leaf(child, scope?.Enter(child.Resource));

    /// <summary>What a schema for the same value says, type by type.</summary>
    public TypedFormula InPlace(SchemaNode child, DynamicScope? scope) => _tables.Expand(Child(child, scope));

    /// <summary>The names that a schema's own keywords speak of.</summary>
    public KeySet Declared(SchemaNode node) => _objects.Declared(node);

    /// <summary>What follows from an object's having a property: nothing for other types.</summary>
    public TypedFormula Dependency(string name) => new()
    {
        Number = _tables.Numbers.False,
        String = _tables.Strings.False,
        Array = _tables.Arrays.False,
        Object = _objects.Has(name),
    };

    /// <summary>The schema that a dynamic reference means in a scope.</summary>
    public static SchemaNode Resolve(DynamicReference reference, DynamicScope? scope)
    {
        SchemaNode target = reference.Initial;
        foreach (SchemaResource resource in scope?.InnermostFirst() ?? [])
        {
            if (resource.DynamicAnchors.TryGetValue(reference.Anchor, out SchemaNode? anchored))
                target = anchored;
        }

        return target;
    }

    private TypedFormula Expand(SchemaNode node, DynamicScope? scope)
    {
        TypedParts parts = new(_tables);
        if (node.Types is { } types)
            AddTypes(types, node.Resource.IntegersAreDigits, parts);
        if (node.Const is { } constant)
            parts.All(_literals.Of([constant], node.Pointer + "/const"));
        if (node.Enum is { } values)
            parts.All(_literals.Of(values, node.Pointer + "/enum"));
        _texts.Add(node, parts);
        _arrays.Add(node, scope, parts);
        _objects.Add(node, scope, parts);
        AddCombinations(node, scope, parts);
        return parts.ToFormula();
    }

    private void AddTypes(JsonTypes types, bool integersAreDigits, TypedParts parts)
    {
        bool boolean = (types & JsonTypes.Boolean) != 0;
        parts.Constants((types & JsonTypes.Null) != 0, boolean, boolean);
        if ((types & JsonTypes.Number) != JsonTypes.Number)
            parts.Number((types & JsonTypes.Integer) == 0 ? _tables.Numbers.False : integersAreDigits ? _texts.Digits : _texts.Integer);
        if ((types & JsonTypes.String) == 0)
            parts.String(_tables.Strings.False);
        if ((types & JsonTypes.Array) == 0)
            parts.Array(_tables.Arrays.False);
        if ((types & JsonTypes.Object) == 0)
            parts.Object(_tables.Objects.False);
    }

    private void AddCombinations(SchemaNode node, DynamicScope? scope, TypedParts parts)
    {
        if (node.Ref is { } target)
            parts.All(InPlace(target, scope));
        if (node.DynamicRef is { } reference)
            parts.All(InPlace(Resolve(reference, scope), scope));
        foreach (SchemaNode child in node.AllOf ?? [])
            parts.All(InPlace(child, scope));
        if (node.AnyOf is { } any)
            parts.All(TypedFormulas.Or(_tables, [.. any.Select(c => InPlace(c, scope))]));
        if (node.OneOf is { } one)
            parts.All(TypedFormulas.One(_tables, [.. one.Select(c => InPlace(c, scope))]));
        if (node.Not is { } not)
            parts.All(TypedFormulas.Not(_tables, InPlace(not, scope)));
        if (node.If is { } condition && (node.Then ?? node.Else) is not null)
            AddCondition(InPlace(condition, scope), node, scope, parts);
    }

    private void AddCondition(TypedFormula condition, SchemaNode node, DynamicScope? scope, TypedParts parts)
    {
        TypedFormula contrary = TypedFormulas.Not(_tables, condition);
        if (node.Then is { } then)
            parts.All(TypedFormulas.Or(_tables, [contrary, InPlace(then, scope)]));
        if (node.Else is { } otherwise)
            parts.All(TypedFormulas.Or(_tables, [condition, InPlace(otherwise, scope)]));
    }
}
