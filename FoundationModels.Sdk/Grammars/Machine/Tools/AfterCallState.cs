namespace FoundationModels.Grammars.Machine;

/// <summary>Behind a complete call.</summary>
internal sealed class AfterCallState(ToolCallMachine machine, int calls) : GrammarState
{
    private GrammarState[]? _ways;

    /// <inheritdoc/>
    public override bool IsAccepting => machine.MayEndAfterCall;

    /// <inheritdoc/>
    protected override Lock Gate => machine.Gate;

    private GrammarState[] Ways => _ways ??= machine.Continuations(calls);

    /// <inheritdoc/>
    public override void AppendShortestCompletion(List<byte> output)
    {
        if (IsAccepting)
            return;
        lock (Gate)
            Ways.MinBy(w => w.ShortestCompletionLength)!.AppendShortestCompletion(output);
    }

    /// <inheritdoc/>
    protected override GrammarState? ComputeStep(byte value) => Ways.Select(w => w.Step(value)).FirstOrDefault(next => next is not null);

    /// <inheritdoc/>
    protected override ByteSet ComputeLiveBytes()
    {
        ByteSet live = default;
        foreach (GrammarState way in Ways)
            live.Add(way.LiveBytes);
        return live;
    }
}
