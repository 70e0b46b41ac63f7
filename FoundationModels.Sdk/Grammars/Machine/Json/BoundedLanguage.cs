using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Machine;

/// <summary>The texts of an automaton with at most a number of code points, without the automaton of all lengths.</summary>
/// <remarks>A state goes on as long as the shortest way to an end fits; that is exact because the bound is the only thing that counts.</remarks>
internal sealed class BoundedLanguage : TextLanguage
{
    // No token in the tree of a vocabulary is longer than this, so that with as much room left none meets the bound.
    private const int Roomy = 256;

    private readonly ByteAutomaton _automaton;
    private readonly int _maximum;
    private readonly int[] _shortest;

    public BoundedLanguage(ByteAutomaton automaton, int maximum)
    {
        _automaton = automaton;
        _maximum = maximum;
        _shortest = CodePointDistances(automaton);
        Start = _shortest[0] > maximum ? Dead : 0;
    }

    /// <inheritdoc/>
    public override int Start { get; }

    /// <summary>Gets whether no text fits.</summary>
    public bool IsEmpty => Start == Dead;

    // The state of the automaton, and the number of code points that have begun.
    private int StateCount => _automaton.StateCount;

    /// <inheritdoc/>
    public override int Next(int state, byte value)
    {
        int count = state / StateCount;
        int next = _automaton.Next(state % StateCount, value);
        if (next < 0)
            return Dead;
        if ((value & 0xC0) != 0x80)
            count++;
        return (long)count + _shortest[next] > _maximum ? Dead : (count * StateCount) + next;
    }

    /// <inheritdoc/>
    public override int Label(int state) => _automaton.Label(state % StateCount);

    /// <inheritdoc/>
    public override (ulong Language, int State) Identity(int state)
    {
        int left = _maximum - (state / StateCount);
        return (unchecked((_automaton.ContentHash * 31) + (ulong)Math.Min(left, Roomy)), state % StateCount);
    }

    /// <inheritdoc/>
    public override void AppendShortestSuffix(int state, List<byte> output) => _automaton.AppendShortestSuffix(state % StateCount, output);

    private static int[] CodePointDistances(ByteAutomaton automaton)
    {
        int[] distances = new int[automaton.StateCount];
        Array.Fill(distances, int.MaxValue);
        List<(int From, bool Counts)>[] sources = new List<(int, bool)>[automaton.StateCount];
        for (int state = 0; state < sources.Length; state++)
            sources[state] = [];
        ReadOnlySpan<byte> classes = automaton.Classes;
        for (int state = 0; state < automaton.StateCount; state++)
        {
            int before = -1;
            for (int value = 0; value < 256; value++)
            {
                bool counts = (value & 0xC0) != 0x80;
                if (value is not (0x80 or 0xC0) && classes[value] == before)
                    continue;
                before = classes[value];
                int next = automaton.Next(state, (byte)value);
                if (next >= 0)
                    sources[next].Add((state, counts));
            }
        }

        LinkedList<int> open = new();
        for (int state = 0; state < automaton.StateCount; state++)
        {
            if (automaton.Label(state) >= 0)
            {
                distances[state] = 0;
                open.AddLast(state);
            }
        }

        while (open.First is { } first)
        {
            int state = first.Value;
            open.RemoveFirst();
            foreach ((int from, bool counts) in sources[state])
            {
                int distance = distances[state] + (counts ? 1 : 0);
                if (distance >= distances[from])
                    continue;
                distances[from] = distance;
                if (counts)
                    open.AddLast(from);
                else
                    open.AddFirst(from);
            }
        }

        return distances;
    }
}
