namespace FoundationModels.ChatTemplates;

/// <summary>A block with variables of its own. Their values don't see each other.</summary>
internal sealed class WithStatement(
    int offset, IReadOnlyList<(AssignmentTarget Target, Expression Value)> variables, IReadOnlyList<Statement> body)
    : Statement(offset)
{
    /// <inheritdoc/>
    public override Flow Execute(RenderState state)
    {
        state.Enter(Offset);
        TemplateValue[] values = [.. variables.Select(v => v.Value.Evaluate(state))];
        Scope outer = state.Scope;
        state.Scope = new Scope(outer);
        try
        {
            for (int i = 0; i < values.Length; i++)
                variables[i].Target.Assign(state, values[i]);
            return ExecuteAll(state, body);
        }
        finally
        {
            state.Scope = outer;
        }
    }
}
