namespace FoundationModels.ChatTemplates;

/// <summary><c>break</c> or <c>continue</c>.</summary>
internal sealed class LeaveStatement(int offset, Flow flow) : Statement(offset)
{
    /// <inheritdoc/>
    public override Flow Execute(RenderState state)
    {
        state.Enter(Offset);
        return flow;
    }
}
