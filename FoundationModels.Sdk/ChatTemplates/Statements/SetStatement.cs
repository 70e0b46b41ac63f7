namespace FoundationModels.ChatTemplates;

/// <summary><c>set</c> with an expression.</summary>
internal sealed class SetStatement(int offset, AssignmentTarget target, Expression value) : Statement(offset)
{
    /// <inheritdoc/>
    public override Flow Execute(RenderState state)
    {
        state.Enter(Offset);
        TemplateValue assigned = value.Evaluate(state);
        state.Offset = Offset;
        target.Assign(state, assigned);
        return Flow.Next;
    }
}
