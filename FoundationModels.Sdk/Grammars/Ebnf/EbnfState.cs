using FoundationModels.Grammars.Machine;

namespace FoundationModels.Grammars.Ebnf;

/// <summary>The terminals that a text may be in.</summary>
internal sealed class EbnfState(EbnfMachine machine, EbnfItem[] items, bool isAccepting) : GrammarState
{
    /// <summary>Gets the terminals.</summary>
    public ReadOnlySpan<EbnfItem> Items => items;

    /// <inheritdoc/>
    public override bool IsAccepting => isAccepting;

    /// <inheritdoc/>
    protected override Lock Gate => machine.Gate;

    /// <inheritdoc/>
    public override void AppendShortestCompletion(List<byte> output)
    {
        if (isAccepting)
            return;
        var best = items[0];
        foreach (var item in items)
        {
            if (Distance(item) < Distance(best))
                best = item;
        }
        machine.TerminalOf(best).Automaton.AppendShortestSuffix(best.State, output);
        var (position, next) = (best.Position + 1, best.Return);
        while (true)
        {
            machine.Grammar.AppendRest(position, output);
            if (next.Accepts)
                return;
            (position, next) = next.Best;
        }
    }

    /// <inheritdoc/>
    protected override GrammarState? ComputeStep(byte value) => machine.Step(this, value);

    /// <inheritdoc/>
    protected override ByteSet ComputeLiveBytes()
    {
        ByteSet live = default;
        foreach (var item in items)
            machine.TerminalOf(item).AddLiveBytes(item.State, ref live);
        return live;
    }

    private long Distance(EbnfItem item) =>
        machine.TerminalOf(item).Automaton.ShortestSuffixLength(item.State) + machine.Grammar.RestLength(item.Position + 1) + item.Return.Distance;
}
