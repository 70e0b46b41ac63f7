namespace FoundationModels.Grammars.Machine;

/// <summary>A state of <see cref="JsonMachine"/>.</summary>
internal abstract class JsonState(JsonMachine machine, JsonFrame frame, JsonContext context) : GrammarState
{
    /// <summary>Gets the machine.</summary>
    public JsonMachine Machine { get; } = machine;

    /// <summary>Gets what goes on when the value is complete.</summary>
    public JsonFrame Frame { get; } = frame;

    /// <summary>Gets what holds for the whole text.</summary>
    public JsonContext Context { get; } = context;

    /// <inheritdoc/>
    public override bool IsAccepting => false;

    /// <inheritdoc/>
    protected override Lock Gate => Machine.Gate;
}
