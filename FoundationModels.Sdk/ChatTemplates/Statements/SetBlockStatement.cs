namespace FoundationModels.ChatTemplates;

/// <summary><c>set</c> with a block: the variable gets what the block writes.</summary>
internal sealed class SetBlockStatement(int offset, AssignmentTarget target, Expression? filters, IReadOnlyList<Statement> body)
    : Statement(offset)
{
    /// <inheritdoc/>
    public override Flow Execute(RenderState state)
    {
        state.Enter(Offset);
        Scope outer = state.Scope;
        state.Scope = new Scope(outer);
        TemplateValue value;
        try
        {
            value = state.Capture(body);
            if (filters is FilterExpression chain)
                value = chain.Apply(state, value);
        }
        finally
        {
            state.Scope = outer;
        }

        state.Offset = Offset;
        target.Assign(state, value);
        return Flow.Next;
    }
}
