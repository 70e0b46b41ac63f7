namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Collects what a schema demands; all of it has to hold.</summary>
internal sealed class TypedParts(SchemaTables tables)
{
    private readonly List<Formula> _numbers = [];
    private readonly List<Formula> _strings = [];
    private readonly List<Formula> _arrays = [];
    private readonly List<Formula> _objects = [];
    private readonly List<IReadOnlyList<string>> _orders = [];
    private bool _null = true;
    private bool _false = true;
    private bool _true = true;

    public void Number(Formula formula) => _numbers.Add(formula);

    public void String(Formula formula) => _strings.Add(formula);

    public void Array(Formula formula) => _arrays.Add(formula);

    public void Object(Formula formula) => _objects.Add(formula);

    public void Order(IReadOnlyList<string> names) => _orders.Add(names);

    public void Constants(bool allowNull, bool allowFalse, bool allowTrue)
    {
        _null &= allowNull;
        _false &= allowFalse;
        _true &= allowTrue;
    }

    public void All(TypedFormula formula)
    {
        Constants(formula.Null, formula.False, formula.True);
        Number(formula.Number);
        String(formula.String);
        Array(formula.Array);
        Object(formula.Object);
        if (formula.Order.Count > 0)
            Order(formula.Order);
    }

    public TypedFormula ToFormula() => new()
    {
        Null = _null,
        False = _false,
        True = _true,
        Number = tables.Numbers.And(_numbers),
        String = tables.Strings.And(_strings),
        Array = tables.Arrays.And(_arrays),
        Object = tables.Objects.And(_objects),
        Order = _orders.Count == 0 ? [] : _orders.Count == 1 ? _orders[0] : [.. _orders.SelectMany(o => o).Distinct(StringComparer.Ordinal)],
    };
}
