namespace FoundationModels.ChatTemplates;

/// <summary>What the filter <c>groupby</c> gives for each group: a pair whose items have names.</summary>
internal sealed class GroupValue(TemplateValue grouper, ListValue list) : TemplateValue
{
    private readonly ListValue _pair = new([grouper, list], isTuple: true);

    /// <inheritdoc/>
    public override string TypeName => "tuple";

    /// <inheritdoc/>
    public override int? Count => 2;

    /// <inheritdoc/>
    public override TemplateValue? GetAttribute(string name) => name switch
    {
        "grouper" => grouper,
        "list" => list,
        _ => _pair.GetAttribute(name),
    };

    /// <inheritdoc/>
    public override TemplateValue? GetItem(TemplateValue key) => _pair.GetItem(key);

    /// <inheritdoc/>
    public override IEnumerable<TemplateValue> Enumerate() => _pair.Values;
}
