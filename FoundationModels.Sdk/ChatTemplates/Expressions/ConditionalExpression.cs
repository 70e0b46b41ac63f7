namespace FoundationModels.ChatTemplates;

/// <summary><c>a if b else c</c>.</summary>
internal sealed class ConditionalExpression(int offset, Expression condition, Expression value, Expression? otherwise) : Expression(offset)
{
    /// <inheritdoc/>
    protected override TemplateValue Compute(RenderState state) => condition.Evaluate(state).IsTruthy
        ? value.Evaluate(state)
        : otherwise?.Evaluate(state)
            ?? new UndefinedValue("the inline if-expression evaluated to false and no else section was defined.");
}
