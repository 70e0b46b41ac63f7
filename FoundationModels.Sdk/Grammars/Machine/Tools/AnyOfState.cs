namespace FoundationModels.Grammars.Machine;

/// <summary>Before one of several ways to go on, told apart by their first byte.</summary>
internal sealed class AnyOfState(ToolCallMachine machine, GrammarState[] ways) : GrammarState
{
    /// <inheritdoc/>
    public override bool IsAccepting => false;

    /// <inheritdoc/>
    protected override Lock Gate => machine.Gate;

    /// <inheritdoc/>
    public override void AppendShortestCompletion(List<byte> output) => ways.MinBy(w => w.ShortestCompletionLength)!.AppendShortestCompletion(output);

    /// <inheritdoc/>
    protected override GrammarState? ComputeStep(byte value)
    {
        foreach (GrammarState way in ways)
        {
            if (way.Step(value) is { } next)
                return next;
        }

        return null;
    }

    /// <inheritdoc/>
    protected override ByteSet ComputeLiveBytes()
    {
        ByteSet live = default;
        foreach (GrammarState way in ways)
            live.Add(way.LiveBytes);
        return live;
    }
}
