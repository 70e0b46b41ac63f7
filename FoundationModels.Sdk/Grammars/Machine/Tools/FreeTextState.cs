namespace FoundationModels.Grammars.Machine;

/// <summary>In free text, which turns into a call where the mark of one is complete.</summary>
internal sealed class FreeTextState(ToolCallMachine machine, int state, int calls) : GrammarState
{
    /// <inheritdoc/>
    public override bool IsAccepting => machine.IsWhole(state);

    /// <inheritdoc/>
    protected override Lock Gate => machine.Gate;

    /// <inheritdoc/>
    public override void AppendShortestCompletion(List<byte> output)
    {
        if (!IsAccepting)
            machine.AppendRestOfCharacter(state, output);
    }

    /// <inheritdoc/>
    protected override GrammarState? ComputeStep(byte value) => machine.InText(state, value, calls);

    /// <inheritdoc/>
    protected override ByteSet ComputeLiveBytes()
    {
        ByteSet live = default;
        for (int value = 0; value < 256; value++)
        {
            if (machine.InText(state, (byte)value, calls) is not null)
                live.Add((byte)value);
        }

        return live;
    }
}
