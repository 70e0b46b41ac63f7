namespace FoundationModels.ChatTemplates;

/// <summary>Comparisons in a row: each holds between its neighbours, and the first that doesn't ends the row.</summary>
internal sealed class ComparisonExpression(Expression first, IReadOnlyList<(string Operator, Expression Right, int Offset)> comparisons)
    : Expression(comparisons[0].Offset)
{
    /// <inheritdoc/>
    protected override TemplateValue Compute(RenderState state)
    {
        TemplateValue left = first.Evaluate(state);
        foreach ((string name, Expression next, int offset) in comparisons)
        {
            TemplateValue right = next.Evaluate(state);
            state.Offset = offset;
            if (!PythonComparison.Holds(state, name, left, right))
                return BooleanValue.False;
            left = right;
        }

        return BooleanValue.True;
    }
}
