namespace FoundationModels.ChatTemplates;

/// <summary><c>a[start:stop:step]</c>.</summary>
internal sealed class SliceExpression(int offset, Expression owner, Expression? start, Expression? stop, Expression? step)
    : Expression(offset)
{
    /// <inheritdoc/>
    protected override TemplateValue Compute(RenderState state)
    {
        TemplateValue value = owner.Evaluate(state);
        TemplateValue? first = start?.Evaluate(state);
        TemplateValue? last = stop?.Evaluate(state);
        TemplateValue? stride = step?.Evaluate(state);
        state.Offset = Offset;
        bool hasSlices = value is StringValue or ListValue or UndefinedValue;
        if (!hasSlices)
            return new UndefinedValue($"'{value.TypeName}' object has no slices");
        return value.GetSlice(state, new TemplateSlice(TemplateSlice.Bound(first), TemplateSlice.Bound(last), TemplateSlice.Bound(stride)))!;
    }
}
