namespace FoundationModels.ChatTemplates;

/// <summary><c>a is b</c>.</summary>
internal sealed class TestExpression(int offset, Expression input, string name, ArgumentList arguments) : Expression(offset)
{
    /// <inheritdoc/>
    protected override TemplateValue Compute(RenderState state)
    {
        TemplateValue value = input.Evaluate(state);
        CallArguments values = arguments.Evaluate(state);
        state.Offset = Offset;
        return BooleanValue.Of(TestTable.Get(name)(state, value, values));
    }
}
