namespace FoundationModels.ChatTemplates;

/// <summary>
/// A block that the model would have written; its span is reported. As in the reference, it has a scope of its own and its place is
/// that of the output as a whole, even inside a macro.
/// </summary>
internal sealed class GenerationStatement(int offset, IReadOnlyList<Statement> body) : Statement(offset)
{
    /// <inheritdoc/>
    public override Flow Execute(RenderState state)
    {
        state.Enter(Offset);
        Scope outer = state.Scope;
        state.Scope = new Scope(outer);
        try
        {
            StringValue text = state.Capture(body);
            state.GenerationSpans.Add((state.WrittenLength, text.Length));
            state.Write(text);
            return Flow.Next;
        }
        finally
        {
            state.Scope = outer;
        }
    }
}
