namespace FoundationModels.ChatTemplates;

/// <summary>A filter after a value, or at the start of a chain that a block's text goes through.</summary>
internal sealed class FilterExpression(int offset, Expression? input, string name, ArgumentList arguments) : Expression(offset)
{
    /// <inheritdoc/>
    protected override TemplateValue Compute(RenderState state) => Invoke(state, input!.Evaluate(state));

    /// <summary>The value of the chain for a block's text.</summary>
    public TemplateValue Apply(RenderState state, TemplateValue text) =>
        Invoke(state, input is FilterExpression inner ? inner.Apply(state, text) : text);

    private TemplateValue Invoke(RenderState state, TemplateValue value)
    {
        CallArguments values = arguments.Evaluate(state);
        state.Offset = Offset;
        return FilterTable.Get(name)(state, value, values);
    }
}
