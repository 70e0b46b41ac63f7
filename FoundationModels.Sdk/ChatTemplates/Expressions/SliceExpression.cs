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
        if (value is UndefinedValue undefined)
            throw undefined.Fault();
        TemplateSlice slice = new(TemplateSlice.Bound(first), TemplateSlice.Bound(last), TemplateSlice.Bound(stride));
        return value.GetSlice(state, slice) ?? throw new TemplateFault($"'{value.TypeName}' object has no slices");
    }
}
