namespace FoundationModels.ChatTemplates;

/// <summary><c>and</c> or <c>or</c>: the value of the operand that decides.</summary>
internal sealed class LogicalExpression(int offset, Expression left, Expression right, bool stopsAt) : Expression(offset)
{
    /// <inheritdoc/>
    protected override TemplateValue Compute(RenderState state)
    {
        TemplateValue value = left.Evaluate(state);
        return value.IsTruthy == stopsAt ? value : right.Evaluate(state);
    }
}
