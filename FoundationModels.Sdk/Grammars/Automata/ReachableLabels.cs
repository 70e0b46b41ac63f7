namespace FoundationModels.Grammars.Automata;

/// <summary>For each state of an automaton, the labels of the words that can still be completed from it.</summary>
internal sealed class ReachableLabels
{
    // Beyond this many words of bits (32 MB), a set is found when it is asked for, and forgotten.
    private const long MaximumWords = 1 << 22;

    private readonly ByteAutomaton _automaton;
    private readonly ulong[]? _sets;

    /// <summary>Finds the sets of an automaton.</summary>
    public ReachableLabels(ByteAutomaton automaton)
    {
        _automaton = automaton;
        int highest = -1;
        for (int state = 0; state < automaton.StateCount; state++)
            highest = Math.Max(highest, automaton.Label(state));
        Words = (highest >> 6) + 1;
        if ((long)Words * automaton.StateCount <= MaximumWords)
            _sets = FindAll();
    }

    /// <summary>Gets how many words of 64 labels a set has.</summary>
    public int Words { get; }

    /// <summary>The labels that can be reached from a state, its own included: bit i for label i.</summary>
    public ReadOnlySpan<ulong> From(int state) => _sets is not null ? new ReadOnlySpan<ulong>(_sets, state * Words, Words) : Find(state);

    // Sets flow against the edges; a state is looked at again for each time that its set has grown.
    private ulong[] FindAll()
    {
        int count = _automaton.StateCount;
        var sets = new ulong[count * Words];
        var backwards = new AutomatonSources(_automaton);
        var waiting = new bool[count];
        var open = new Queue<int>(count);
        for (int state = 0; state < count; state++)
        {
            int label = _automaton.Label(state);
            if (label < 0)
                continue;
            sets[state * Words + (label >> 6)] |= 1UL << (label & 63);
            waiting[state] = true;
            open.Enqueue(state);
        }
        while (open.Count > 0)
        {
            int state = open.Dequeue();
            waiting[state] = false;
            foreach (int source in backwards.Of(state))
            {
                bool grown = false;
                for (int word = 0; word < Words; word++)
                {
                    ulong joined = sets[source * Words + word] | sets[state * Words + word];
                    grown |= joined != sets[source * Words + word];
                    sets[source * Words + word] = joined;
                }
                if (grown && !waiting[source])
                {
                    waiting[source] = true;
                    open.Enqueue(source);
                }
            }
        }
        return sets;
    }

    private ulong[] Find(int start)
    {
        var set = new ulong[Words];
        var seen = new HashSet<int> { start };
        var open = new Stack<int>([start]);
        while (open.Count > 0)
        {
            int state = open.Pop(), label = _automaton.Label(state);
            if (label >= 0)
                set[label >> 6] |= 1UL << (label & 63);
            foreach (int target in _automaton.EdgeTargets(state))
            {
                if (seen.Add(target))
                    open.Push(target);
            }
        }
        return set;
    }
}
