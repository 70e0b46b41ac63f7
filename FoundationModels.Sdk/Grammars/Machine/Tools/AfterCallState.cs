namespace FoundationModels.Grammars.Machine;

/// <summary>Behind a complete call.</summary>
internal sealed class AfterCallState(ToolCallMachine machine, int calls) : GrammarState
{
    private AnyOfState? _ways;

    /// <inheritdoc/>
    public override bool IsAccepting => machine.MayEndAfterCall;

    /// <inheritdoc/>
    protected override Lock Gate => machine.Gate;

    private AnyOfState Ways => _ways ??= new AnyOfState(machine, machine.Continuations(calls));

    /// <inheritdoc/>
    public override void AppendShortestCompletion(List<byte> output)
    {
        if (IsAccepting)
            return;
        lock (Gate)
            Ways.AppendShortestCompletion(output);
    }

    /// <inheritdoc/>
    protected override GrammarState? ComputeStep(byte value) => Ways.Step(value);

    /// <inheritdoc/>
    protected override ByteSet ComputeLiveBytes() => Ways.LiveBytes;
}
