namespace FoundationModels.ChatTemplates;

/// <summary>A part of a template that is executed.</summary>
internal abstract class Statement(int offset)
{
    /// <summary>Gets where the statement begins in the source.</summary>
    public int Offset { get; } = offset;

    /// <summary>Executes the statement.</summary>
    public abstract Flow Execute(RenderState state);

    /// <summary>Executes statements until one leaves the loop around them.</summary>
    public static Flow ExecuteAll(RenderState state, IReadOnlyList<Statement> statements)
    {
        for (int i = 0; i < statements.Count; i++)
        {
            Flow flow = statements[i].Execute(state);
            if (flow != Flow.Next)
                return flow;
        }

        return Flow.Next;
    }
}
