namespace FoundationModels.ChatTemplates;

/// <summary>A list or tuple.</summary>
internal sealed class ListExpression(int offset, IReadOnlyList<Expression> items, bool isTuple) : Expression(offset)
{
    /// <inheritdoc/>
    protected override TemplateValue Compute(RenderState state)
    {
        TemplateValue[] values = new TemplateValue[items.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = items[i].Evaluate(state);
        return new ListValue(values, isTuple);
    }
}
