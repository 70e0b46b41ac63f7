namespace FoundationModels.ChatTemplates;

/// <summary><c>print</c> with several values.</summary>
internal sealed class PrintStatement(int offset, IReadOnlyList<Expression> values) : Statement(offset)
{
    /// <inheritdoc/>
    public override Flow Execute(RenderState state)
    {
        state.Enter(Offset);
        foreach (Expression value in values)
            state.Write(PythonText.ToText(state, value.Evaluate(state)));
        return Flow.Next;
    }
}
