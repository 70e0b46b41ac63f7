namespace FoundationModels.ChatTemplates;

/// <summary>A call of a function, method or macro.</summary>
internal sealed class CallExpression(int offset, Expression callee, ArgumentList arguments) : Expression(offset)
{
    /// <inheritdoc/>
    protected override TemplateValue Compute(RenderState state) => Evaluate(state, null);

    /// <summary>The result of the call with a block as the caller.</summary>
    public TemplateValue Evaluate(RenderState state, MacroValue? caller)
    {
        TemplateValue function = callee.Evaluate(state);
        CallArguments values = arguments.Evaluate(state, caller);
        state.Offset = Offset;
        return function.Call(state, values);
    }
}
