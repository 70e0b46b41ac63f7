namespace FoundationModels.Grammars.Machine;

/// <summary>Behind the last call, where nothing more can come.</summary>
internal sealed class EndOfTextState(ToolCallMachine machine) : GrammarState
{
    /// <inheritdoc/>
    public override bool IsAccepting => true;

    /// <inheritdoc/>
    protected override Lock Gate => machine.Gate;

    /// <inheritdoc/>
    public override void AppendShortestCompletion(List<byte> output)
    {
    }

    /// <inheritdoc/>
    protected override GrammarState? ComputeStep(byte value) => null;

    /// <inheritdoc/>
    protected override ByteSet ComputeLiveBytes() => default;
}
