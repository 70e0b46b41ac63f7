namespace FoundationModels.ChatTemplates;

/// <summary><c>if</c> with its <c>elif</c> and <c>else</c>. It opens no scope.</summary>
internal sealed class IfStatement(
    int offset, IReadOnlyList<(Expression Condition, IReadOnlyList<Statement> Body)> branches, IReadOnlyList<Statement> otherwise)
    : Statement(offset)
{
    /// <inheritdoc/>
    public override Flow Execute(RenderState state)
    {
        state.Enter(Offset);
        foreach ((Expression condition, IReadOnlyList<Statement> body) in branches)
        {
            if (condition.Evaluate(state).IsTruthy)
                return ExecuteAll(state, body);
        }

        return ExecuteAll(state, otherwise);
    }
}
