namespace FoundationModels.ChatTemplates;

/// <summary><c>not a</c>.</summary>
internal sealed class NotExpression(int offset, Expression operand) : Expression(offset)
{
    /// <inheritdoc/>
    protected override TemplateValue Compute(RenderState state) => BooleanValue.Of(!operand.Evaluate(state).IsTruthy);
}
