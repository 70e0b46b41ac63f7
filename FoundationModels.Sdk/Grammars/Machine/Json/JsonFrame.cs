namespace FoundationModels.Grammars.Machine;

/// <summary>What goes on when a value is complete: the stack of a state. Equal frames of a machine are the same object.</summary>
internal abstract class JsonFrame(JsonMachine machine, int depth)
{
    /// <summary>Gets the machine.</summary>
    public JsonMachine Machine { get; } = machine;

    /// <summary>Gets the number of objects and arrays around the value.</summary>
    public int Depth { get; } = depth;

    /// <summary>The state behind the value.</summary>
    /// <param name="answers">The answers to the value's questions.</param>
    /// <param name="context">The context behind the value.</param>
    public abstract JsonState Done(int answers, in JsonContext context);

    /// <summary>Appends the shortest text that completes everything around the value.</summary>
    /// <param name="answers">The answers to the value's questions.</param>
    /// <param name="context">The context behind the value.</param>
    /// <param name="output">Where the text goes.</param>
    public void AppendCompletion(int answers, in JsonContext context, List<byte> output) => Done(answers, context).AppendShortestCompletion(output);
}
