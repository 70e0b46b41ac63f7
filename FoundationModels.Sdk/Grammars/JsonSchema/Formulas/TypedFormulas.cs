namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Boolean operations on <see cref="TypedFormula"/>.</summary>
internal static class TypedFormulas
{
    /// <summary>Every value, or none.</summary>
    public static TypedFormula Always(SchemaTables tables, bool value) => new()
    {
        Null = value,
        False = value,
        True = value,
        Number = tables.Numbers.Of(value),
        String = tables.Strings.Of(value),
        Array = tables.Arrays.Of(value),
        Object = tables.Objects.Of(value),
    };

    /// <summary>The contrary.</summary>
    public static TypedFormula Not(SchemaTables tables, TypedFormula part) => new()
    {
        Null = !part.Null,
        False = !part.False,
        True = !part.True,
        Number = tables.Numbers.Not(part.Number),
        String = tables.Strings.Not(part.String),
        Array = tables.Arrays.Not(part.Array),
        Object = tables.Objects.Not(part.Object),
        Order = part.Order,
    };

    /// <summary>All of them.</summary>
    public static TypedFormula And(SchemaTables tables, IReadOnlyList<TypedFormula> parts) => new()
    {
        Null = parts.All(p => p.Null),
        False = parts.All(p => p.False),
        True = parts.All(p => p.True),
        Number = tables.Numbers.And([.. parts.Select(p => p.Number)]),
        String = tables.Strings.And([.. parts.Select(p => p.String)]),
        Array = tables.Arrays.And([.. parts.Select(p => p.Array)]),
        Object = tables.Objects.And([.. parts.Select(p => p.Object)]),
        Order = OrderOf(parts),
    };

    /// <summary>At least one of them.</summary>
    public static TypedFormula Or(SchemaTables tables, IReadOnlyList<TypedFormula> parts) => new()
    {
        Null = parts.Any(p => p.Null),
        False = parts.Any(p => p.False),
        True = parts.Any(p => p.True),
        Number = tables.Numbers.Or([.. parts.Select(p => p.Number)]),
        String = tables.Strings.Or([.. parts.Select(p => p.String)]),
        Array = tables.Arrays.Or([.. parts.Select(p => p.Array)]),
        Object = tables.Objects.Or([.. parts.Select(p => p.Object)]),
        Order = OrderOf(parts),
    };

    /// <summary>Exactly one of them.</summary>
    public static TypedFormula One(SchemaTables tables, IReadOnlyList<TypedFormula> parts) => new()
    {
        Null = parts.Count(p => p.Null) == 1,
        False = parts.Count(p => p.False) == 1,
        True = parts.Count(p => p.True) == 1,
        Number = tables.Numbers.One([.. parts.Select(p => p.Number)]),
        String = tables.Strings.One([.. parts.Select(p => p.String)]),
        Array = tables.Arrays.One([.. parts.Select(p => p.Array)]),
        Object = tables.Objects.One([.. parts.Select(p => p.Object)]),
        Order = OrderOf(parts),
    };

    private static IReadOnlyList<string> OrderOf(IReadOnlyList<TypedFormula> parts)
    {
        IReadOnlyList<string>? only = null;
        bool several = false;
        foreach (TypedFormula part in parts)
        {
            if (part.Order.Count == 0)
                continue;
            several = only is not null;
            only ??= part.Order;
        }

        return several ? [.. parts.SelectMany(p => p.Order).Distinct(StringComparer.Ordinal)] : only ?? [];
    }
}
