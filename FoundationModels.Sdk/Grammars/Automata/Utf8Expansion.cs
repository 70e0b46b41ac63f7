namespace FoundationModels.Grammars.Automata;

/// <summary>Turns an automaton over classes of code points into one over the bytes of their UTF-8.</summary>
internal sealed class Utf8Expansion
{
    private readonly Utf8Trie _trie;
    private readonly int _characterClasses;
    private readonly int[] _transitions;
    private readonly int[] _labels;
    private readonly AutomatonBudget _budget;
    private readonly byte[] _classes = new byte[256];
    private readonly IntList _bytes = new();
    private readonly Utf8Node[] _nodes;
    private readonly VectorTable _inner = new(2);
    private int _continuations;

    private Utf8Expansion(CodePointPartition partition, int[] transitions, int[] labels, AutomatonBudget budget)
    {
        (_characterClasses, _transitions, _labels, _budget) = (partition.ClassCount, transitions, labels, budget);
        _trie = new Utf8Trie(partition);
        _nodes = new Utf8Node[_trie.NodeCount];
        for (int node = 0; node < _nodes.Length; node++)
            _nodes[node] = Describe(node);
        ChooseByteClasses();
    }

    /// <summary>The minimal byte automaton.</summary>
    /// <param name="partition">The classes of code points.</param>
    /// <param name="transitions">For each state and class, the next state or -1.</param>
    /// <param name="labels">For each state its label or -1. State 0 is the start.</param>
    /// <param name="budget">The limits.</param>
    public static ByteAutomaton Expand(CodePointPartition partition, int[] transitions, int[] labels, AutomatonBudget budget) =>
        new Utf8Expansion(partition, transitions, labels, budget).Build();

    /// <summary>All texts of some lengths.</summary>
    public static ByteAutomaton OfLengths(int minimum, int? maximum, AutomatonLimits limits)
    {
        var budget = new AutomatonBudget(limits, CancellationToken.None);
        int last = maximum ?? minimum;
        if (minimum > last)
            return ByteAutomaton.Empty;
        budget.CheckStates(last);
        var transitions = new int[last + 1];
        var labels = new int[last + 1];
        for (int length = 0; length <= last; length++)
        {
            transitions[length] = length < last ? length + 1 : maximum is null ? length : ByteAutomaton.Dead;
            labels[length] = length >= minimum ? 0 : -1;
        }
        return Expand(CodePointPartition.Whole, transitions, labels, budget);
    }

    private ByteAutomaton Build()
    {
        var table = new AutomatonTable(_classes, _bytes.Count);
        for (int state = 0; state < _labels.Length; state++)
        {
            table.AddState(_labels[state]);
            for (int byteClass = 0; byteClass < _bytes.Count; byteClass++)
                AddEdge(table, byteClass, state, _trie.First(_bytes[byteClass]));
            _budget.Spend(_bytes.Count);
        }
        for (int inner = 0; inner < _inner.Count; inner++)
        {
            int state = _inner[inner][0], node = _inner[inner][1];
            table.AddState(-1);
            // Continuation bytes have the last classes.
            for (int byteClass = _continuations; byteClass < _bytes.Count; byteClass++)
            {
                if (node < 0)
                    table.AddEdge(byteClass, Tail(state, -1 - node));
                else
                    AddEdge(table, byteClass, state, _trie.Node(node)[_bytes[byteClass] - 0x80]);
            }
            _budget.Spend(_bytes.Count - _continuations);
            _budget.CheckStates(_labels.Length + _inner.Count);
        }
        return table.ToMinimal();
    }

    private void AddEdge(AutomatonTable table, int byteClass, int state, int child)
    {
        int target = ByteAutomaton.Dead;
        if (child >= 0)
            target = _transitions[state * _characterClasses + child];
        else if (Utf8Trie.IsNode(child))
            target = Inner(state, Utf8Trie.NodeOf(child));
        if (target >= 0)
            table.AddEdge(byteClass, target);
    }

    // The state within a character: one for each state and node; for all states together, where every character of the node leads to the same one.
    private int Inner(int state, int node)
    {
        var classes = _nodes[node].Classes;
        int first = _transitions[state * _characterClasses + classes[0]];
        bool alive = first >= 0, single = _nodes[node].Full;
        foreach (int other in classes)
        {
            int target = _transitions[state * _characterClasses + other];
            alive |= target >= 0;
            single &= target == first;
        }
        if (!alive)
            return ByteAutomaton.Dead;
        return single ? Tail(first, _nodes[node].Level) : _labels.Length + _inner.Add([state, node]);
    }

    private int Tail(int target, int bytes) => bytes == 0 ? target : _labels.Length + _inner.Add([target, -bytes]);

    private Utf8Node Describe(int node)
    {
        var classes = new SortedSet<int>();
        int level = 1;
        bool full = true;
        // Children are built before their parents, so they are described already.
        foreach (int child in _trie.Node(node))
        {
            full &= child != Utf8Trie.None;
            if (Utf8Trie.IsNode(child))
            {
                var inner = _nodes[Utf8Trie.NodeOf(child)];
                classes.UnionWith(inner.Classes);
                level = inner.Level + 1;
                full &= inner.Full;
            }
            else if (child >= 0)
            {
                classes.Add(child);
            }
        }
        return new Utf8Node([.. classes], level, full);
    }

    private void ChooseByteClasses()
    {
        var known = new VectorTable(1);
        var vector = new int[Math.Max(1, _trie.NodeCount)];
        for (int value = 0; value < 256; value++)
        {
            if (value is >= 0x80 and < 0xC0)
                continue;
            _classes[value] = (byte)known.Add([_trie.First(value)]);
            if (known.Count > _bytes.Count)
                _bytes.Add(value);
        }
        _continuations = _bytes.Count;
        var columns = new VectorTable(vector.Length);
        for (int value = 0x80; value < 0xC0; value++)
        {
            for (int node = 0; node < _trie.NodeCount; node++)
                vector[node] = _trie.Node(node)[value - 0x80];
            _classes[value] = (byte)(_continuations + columns.Add(vector));
            if (columns.Count > _bytes.Count - _continuations)
                _bytes.Add(value);
        }
    }
}
