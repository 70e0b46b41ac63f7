namespace FoundationModels.Grammars.Machine;

/// <summary>Behind the whole text.</summary>
internal sealed class EndState(JsonMachine machine, JsonFrame frame) : JsonState(machine, frame, JsonContext.None)
{
    /// <inheritdoc/>
    public override bool IsAccepting => true;

    /// <inheritdoc/>
    public override void AppendShortestCompletion(List<byte> output)
    {
    }

    /// <inheritdoc/>
    protected override GrammarState? ComputeStep(byte value) => null;

    /// <inheritdoc/>
    protected override ByteSet ComputeLiveBytes() => default;
}
