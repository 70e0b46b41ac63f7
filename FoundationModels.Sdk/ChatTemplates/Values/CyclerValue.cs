namespace FoundationModels.ChatTemplates;

/// <summary>Goes round its items, one with each call of <c>next</c>.</summary>
internal sealed class CyclerValue : TemplateValue
{
    private readonly IReadOnlyList<TemplateValue> _items;
    private int _index;

    /// <summary>Initializes the cycler.</summary>
    /// <exception cref="TemplateFault">There are no items.</exception>
    public CyclerValue(IReadOnlyList<TemplateValue> items) =>
        _items = items.Count > 0 ? items : throw new TemplateFault("at least one item has to be provided");

    /// <inheritdoc/>
    public override string TypeName => "Cycler";

    /// <inheritdoc/>
    public override TemplateValue? GetAttribute(string name) => name switch
    {
        "current" => _items[_index],
        "next" => new FunctionValue(name, (_, _) =>
        {
            TemplateValue current = _items[_index];
            _index = (_index + 1) % _items.Count;
            return current;
        }),
        "reset" => new FunctionValue(name, (_, _) =>
        {
            _index = 0;
            return NoneValue.Instance;
        }),
        _ => null,
    };
}
