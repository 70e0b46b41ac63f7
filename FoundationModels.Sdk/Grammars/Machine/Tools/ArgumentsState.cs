using FoundationModels.Grammars.Masks;

namespace FoundationModels.Grammars.Machine;

/// <summary>Before the arguments of a tool. Its machine is asked for when somebody looks at them, and not where the tool is only named among others.</summary>
internal sealed class ArgumentsState(ToolCallMachine machine, int tool, int calls) : GrammarState
{
    private GrammarState? _start;

    /// <inheritdoc/>
    public override MaskSlot? Masks
    {
        get => Start.Masks;
        set => Start.Masks = value;
    }

    /// <inheritdoc/>
    public override bool IsAccepting => false;

    /// <inheritdoc/>
    protected override Lock Gate => machine.Gate;

    private GrammarState Start
    {
        get
        {
            lock (Gate)
                return _start ??= machine.StartOfArguments(tool, calls);
        }
    }

    /// <inheritdoc/>
    public override void AppendShortestCompletion(List<byte> output) => Start.AppendShortestCompletion(output);

    /// <inheritdoc/>
    protected override GrammarState? ComputeStep(byte value) => Start.Step(value);

    /// <inheritdoc/>
    protected override ByteSet ComputeLiveBytes() => Start.LiveBytes;
}
