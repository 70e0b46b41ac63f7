namespace FoundationModels.ChatTemplates;

/// <summary>The declaration of a macro.</summary>
internal sealed class MacroStatement(int offset, string name, MacroSignature signature, IReadOnlyList<Statement> body) : Statement(offset)
{
    /// <inheritdoc/>
    public override Flow Execute(RenderState state)
    {
        state.Enter(Offset);
        state.Scope.Set(name, new MacroValue(name, signature, body, state.Scope));
        return Flow.Next;
    }
}
