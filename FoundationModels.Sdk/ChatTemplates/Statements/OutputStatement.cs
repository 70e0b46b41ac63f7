namespace FoundationModels.ChatTemplates;

/// <summary>A printed expression.</summary>
internal sealed class OutputStatement(Expression value) : Statement(value.Offset)
{
    /// <inheritdoc/>
    public override Flow Execute(RenderState state)
    {
        state.Write(PythonText.ToText(state, value.Evaluate(state)));
        return Flow.Next;
    }
}
