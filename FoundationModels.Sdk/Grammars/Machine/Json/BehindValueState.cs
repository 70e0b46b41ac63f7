namespace FoundationModels.Grammars.Machine;

/// <summary>Behind a value that stands in other text.</summary>
internal sealed class BehindValueState(JsonMachine machine, ContinuationFrame frame) : JsonState(machine, frame, JsonContext.None)
{
    /// <inheritdoc/>
    public override bool IsAccepting => frame.Behind.IsAccepting;

    /// <inheritdoc/>
    public override void AppendShortestCompletion(List<byte> output) => frame.Behind.AppendShortestCompletion(output);

    /// <inheritdoc/>
    protected override GrammarState? ComputeStep(byte value) => frame.Behind.Step(value);

    /// <inheritdoc/>
    protected override ByteSet ComputeLiveBytes() => frame.Behind.LiveBytes;
}
