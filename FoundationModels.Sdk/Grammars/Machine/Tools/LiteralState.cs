using System.Text;

namespace FoundationModels.Grammars.Machine;

/// <summary>In a text that has to come as it is.</summary>
internal sealed class LiteralState(ToolCallMachine machine, string text, int at, GrammarState behind) : GrammarState
{
    private readonly byte[] _bytes = Encoding.UTF8.GetBytes(text);

    /// <inheritdoc/>
    public override bool IsAccepting => false;

    /// <inheritdoc/>
    protected override Lock Gate => machine.Gate;

    /// <inheritdoc/>
    public override void AppendShortestCompletion(List<byte> output)
    {
        output.AddRange(_bytes.AsSpan(at));
        behind.AppendShortestCompletion(output);
    }

    /// <inheritdoc/>
    protected override GrammarState? ComputeStep(byte value) => value == _bytes[at] ? machine.Literal(text, at + 1, behind) : null;

    /// <inheritdoc/>
    protected override ByteSet ComputeLiveBytes()
    {
        ByteSet live = default;
        live.Add(_bytes[at]);
        return live;
    }
}
