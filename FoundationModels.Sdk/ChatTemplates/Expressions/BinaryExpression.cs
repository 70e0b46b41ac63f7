namespace FoundationModels.ChatTemplates;

/// <summary>An arithmetic operator.</summary>
internal sealed class BinaryExpression(int offset, string name, Expression left, Expression right) : Expression(offset)
{
    /// <inheritdoc/>
    protected override TemplateValue Compute(RenderState state)
    {
        TemplateValue first = left.Evaluate(state);
        TemplateValue second = right.Evaluate(state);
        state.Offset = Offset;
        return PythonArithmetic.Apply(state, name, first, second);
    }
}
