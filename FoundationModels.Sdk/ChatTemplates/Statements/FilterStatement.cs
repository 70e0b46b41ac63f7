namespace FoundationModels.ChatTemplates;

/// <summary>A block whose text goes through filters.</summary>
internal sealed class FilterStatement(int offset, Expression filters, IReadOnlyList<Statement> body) : Statement(offset)
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
            state.Write(PythonText.ToText(state, ((FilterExpression)filters).Apply(state, text)));
            return Flow.Next;
        }
        finally
        {
            state.Scope = outer;
        }
    }
}
