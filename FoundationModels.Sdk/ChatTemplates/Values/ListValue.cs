namespace FoundationModels.ChatTemplates;

/// <summary>A list or a tuple. Immutable: the sandbox refuses the methods that change one.</summary>
internal sealed class ListValue(IReadOnlyList<TemplateValue> values, bool isTuple = false) : TemplateValue
{
    /// <summary>Gets the items.</summary>
    public IReadOnlyList<TemplateValue> Values { get; } = values;

    /// <summary>Gets whether it is a tuple.</summary>
    public bool IsTuple { get; } = isTuple;

    /// <inheritdoc/>
    public override string TypeName => IsTuple ? "tuple" : "list";

    /// <inheritdoc/>
    public override bool IsTruthy => Values.Count > 0;

    /// <inheritdoc/>
    public override bool IsHashable => IsTuple && Values.All(v => v.IsHashable);

    /// <inheritdoc/>
    public override int? Count => Values.Count;

    /// <inheritdoc/>
    public override TemplateValue? GetItem(TemplateValue key) =>
        TemplateSlice.TryGetIndex(key, Values.Count, out int index) ? Values[index] : null;

    /// <inheritdoc/>
    public override TemplateValue? GetSlice(RenderState state, TemplateSlice slice)
    {
        (int start, int count, int step) = slice.Resolve(Values.Count);
        state.Charge(count);
        TemplateValue[] part = new TemplateValue[count];
        for (int i = 0; i < count; i++)
            part[i] = Values[start + (i * step)];
        return new ListValue(part, IsTuple);
    }

    /// <inheritdoc/>
    public override IEnumerable<TemplateValue> Enumerate() => Values;

    /// <inheritdoc/>
    public override TemplateValue? GetAttribute(string name) =>
        CollectionMethods.FindForList(name, IsTuple) is { } method
            ? new FunctionValue(name, (state, arguments) => method(state, this, arguments))
            : IsTuple ? null : CollectionMethods.FindRefused(name, this);
}
