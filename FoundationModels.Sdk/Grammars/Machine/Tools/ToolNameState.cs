namespace FoundationModels.Grammars.Machine;

/// <summary>In the name of a tool.</summary>
internal sealed class ToolNameState(ToolCallMachine machine, int node, int calls) : GrammarState
{
    private GrammarState? _behind;
    private bool _isBehindKnown;

    /// <inheritdoc/>
    public override bool IsAccepting => false;

    /// <inheritdoc/>
    protected override Lock Gate => machine.Gate;

    // The state behind the whole name, where one ends here.
    private GrammarState? Behind
    {
        get
        {
            if (!_isBehindKnown)
            {
                _behind = machine.Tree.EndAt(node) is >= 0 and int tool ? machine.BehindName(tool, calls) : null;
                _isBehindKnown = true;
            }

            return _behind;
        }
    }

    /// <inheritdoc/>
    public override void AppendShortestCompletion(List<byte> output)
    {
        lock (Gate)
            machine.CompleteName(node, calls, output);
    }

    /// <inheritdoc/>
    protected override GrammarState? ComputeStep(byte value)
        => machine.Tree.Next(node).TryGetValue(value, out int next) ? machine.NameAt(next, calls) : Behind?.Step(value);

    /// <inheritdoc/>
    protected override ByteSet ComputeLiveBytes()
    {
        ByteSet live = Behind is { } behind ? behind.LiveBytes : default;
        foreach (byte value in machine.Tree.Next(node).Keys)
            live.Add(value);
        return live;
    }
}
