namespace FoundationModels.ChatTemplates;

/// <summary>Items that can be visited again and counted but are no list: a mapping's keys, values and items, and a range.</summary>
internal sealed class SequenceViewValue(string typeName, IReadOnlyList<TemplateValue> values, string? text = null) : TemplateValue
{
    /// <summary>Gets the items.</summary>
    public IReadOnlyList<TemplateValue> Values { get; } = values;

    /// <summary>Gets how the view prints, where that is not as its items.</summary>
    public string? Text { get; } = text;

    /// <inheritdoc/>
    public override string TypeName { get; } = typeName;

    /// <summary>Gets whether the items have indices.</summary>
    public bool IsIndexed => TypeName == "range";

    /// <inheritdoc/>
    public override bool IsTruthy => Values.Count > 0;

    /// <inheritdoc/>
    public override int? Count => Values.Count;

    /// <inheritdoc/>
    public override bool IsHashable => IsIndexed;

    /// <inheritdoc/>
    public override TemplateValue? GetItem(TemplateValue key) =>
        IsIndexed && TemplateSlice.TryGetIndex(key, Values.Count, out int index) ? Values[index] : null;

    /// <inheritdoc/>
    public override TemplateValue? GetSlice(RenderState state, TemplateSlice slice) => IsIndexed
        ? new ListValue(Values).GetSlice(state, slice)
        : null;

    /// <inheritdoc/>
    public override IEnumerable<TemplateValue> Enumerate() => Values;
}
