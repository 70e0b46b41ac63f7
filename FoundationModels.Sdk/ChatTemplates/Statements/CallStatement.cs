namespace FoundationModels.ChatTemplates;

/// <summary>A call that gets its block as the macro <c>caller</c>.</summary>
internal sealed class CallStatement(int offset, CallExpression call, MacroSignature signature, IReadOnlyList<Statement> body)
    : Statement(offset)
{
    /// <inheritdoc/>
    public override Flow Execute(RenderState state)
    {
        state.Enter(Offset);
        MacroValue caller = new("caller", signature, body, state.Scope);
        state.Write(PythonText.ToText(state, call.Evaluate(state, caller)));
        return Flow.Next;
    }
}
