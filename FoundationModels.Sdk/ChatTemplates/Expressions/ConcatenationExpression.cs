namespace FoundationModels.ChatTemplates;

/// <summary><c>a ~ b</c>: the values as text, one after the other.</summary>
internal sealed class ConcatenationExpression(int offset, IReadOnlyList<Expression> parts) : Expression(offset)
{
    /// <inheritdoc/>
    protected override TemplateValue Compute(RenderState state)
    {
        StringValue text = StringValue.Empty;
        foreach (Expression part in parts)
            text = StringValue.Concat(state, text, PythonText.ToText(state, part.Evaluate(state)));
        return text;
    }
}
