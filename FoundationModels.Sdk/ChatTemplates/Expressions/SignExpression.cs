namespace FoundationModels.ChatTemplates;

/// <summary><c>-a</c> or <c>+a</c>.</summary>
internal sealed class SignExpression(int offset, Expression operand, bool isNegative) : Expression(offset)
{
    /// <inheritdoc/>
    protected override TemplateValue Compute(RenderState state)
    {
        TemplateValue value = operand.Evaluate(state);
        state.Offset = Offset;
        return PythonArithmetic.Sign(value, isNegative);
    }
}
