namespace FoundationModels.Grammars.Automata;

/// <summary>Turns an automaton over classes of code points into one over the bytes of their UTF-8.</summary>
internal sealed class Utf8Expansion
{
    private const int Unknown = -2;

    private readonly Utf8Trie _trie;
    private readonly AutomatonTable _characters;
    private readonly int[] _transitions;
    private readonly AutomatonBudget _budget;
    private readonly byte[] _classes = new byte[256];
    private readonly IntList _bytes = new();
    private readonly Utf8Node[] _nodes;
    private readonly int[] _known;
    private readonly VectorTable _inner;
    private readonly int _continuations;

    private Utf8Expansion(CodePointPartition partition, AutomatonTable characters, AutomatonBudget budget)
    {
        (_characters, _budget, _transitions) = (characters, budget, new int[partition.ClassCount]);
        _trie = new Utf8Trie(partition);
        _nodes = new Utf8Node[_trie.NodeCount];
        for (int node = 0; node < _nodes.Length; node++)
            _nodes[node] = Describe(node);
        _known = new int[_nodes.Length];
        _continuations = ChooseByteClasses();
        _inner = new VectorTable(_bytes.Count - _continuations);
    }

    /// <summary>The minimal automaton over bytes.</summary>
    /// <param name="partition">The classes of code points.</param>
    /// <param name="characters">The automaton over these classes. Its own classes of bytes mean nothing.</param>
    /// <param name="budget">The limits.</param>
    public static ByteAutomaton Expand(CodePointPartition partition, AutomatonTable characters, AutomatonBudget budget)
    {
        var trimmed = AutomatonTrimmer.Trim(characters);
        return trimmed.StateCount == 0 ? ByteAutomaton.Empty : new Utf8Expansion(partition, AutomatonMinimizer.Minimize(trimmed), budget).Build();
    }

    /// <summary>All texts of some lengths.</summary>
    public static ByteAutomaton OfLengths(int minimum, int? maximum, AutomatonLimits limits)
    {
        var budget = new AutomatonBudget(limits, CancellationToken.None);
        int last = maximum ?? minimum;
        if (minimum > last)
            return ByteAutomaton.Empty;
        budget.CheckStates(last);
        var characters = new AutomatonTable([], 1, last + 1);
        for (int length = 0; length <= last; length++)
        {
            characters.AddState(length >= minimum ? 0 : -1);
            if (length < last || maximum is null)
                characters.AddEdge(0, length < last ? length + 1 : length);
        }
        return Expand(CodePointPartition.Whole, characters, budget);
    }

    // With the states over characters minimal, and the states within characters joined when their rows are equal, nothing is left to minimize: a word
    // from a state between characters never starts with a continuation byte, and one from a state within a character always does.
    private ByteAutomaton Build()
    {
        var table = new AutomatonTable(_classes, _bytes.Count, _characters.EdgeCount * 4);
        for (int state = 0; state < _characters.StateCount; state++)
        {
            new Span<int>(_transitions).Fill(ByteAutomaton.Dead);
            for (int edge = _characters.Rows[state]; edge < _characters.Rows[state + 1]; edge++)
                _transitions[_characters.EdgeClasses[edge]] = _characters.EdgeTargets[edge];
            table.AddState(_characters.Labels[state]);
            new Span<int>(_known).Fill(Unknown);
            for (int byteClass = 0; byteClass < _bytes.Count; byteClass++)
            {
                int target = byteClass < _continuations ? Target(_trie.First(_bytes[byteClass])) : ByteAutomaton.Dead;
                if (target >= 0)
                    table.AddEdge(byteClass, target);
            }
            _budget.Spend(_bytes.Count);
            _budget.CheckStates(_characters.StateCount + _inner.Count);
        }
        for (int inner = 0; inner < _inner.Count; inner++)
        {
            table.AddState(-1);
            var row = _inner[inner];
            for (int i = 0; i < row.Length; i++)
            {
                if (row[i] >= 0)
                    table.AddEdge(_continuations + i, row[i]);
            }
        }
        return AutomatonCanonicalizer.ToAutomaton(table);
    }

    // Where a child of the trie leads from the current state.
    private int Target(int child) =>
        child >= 0 ? _transitions[child] : Utf8Trie.IsNode(child) ? Inner(Utf8Trie.NodeOf(child)) : ByteAutomaton.Dead;

    private int Inner(int node)
    {
        if (_known[node] != Unknown)
            return _known[node];
        var classes = _nodes[node].Classes;
        int first = _transitions[classes[0]];
        bool alive = false, single = _nodes[node].Full;
        foreach (int other in classes)
        {
            alive |= _transitions[other] >= 0;
            single &= _transitions[other] == first;
        }
        return _known[node] = !alive ? ByteAutomaton.Dead : single ? Tail(first, _nodes[node].Level) : Row(node);
    }

    private int Row(int node)
    {
        int width = _bytes.Count - _continuations;
        Span<int> row = stackalloc int[64];
        row = row[..width];
        for (int i = 0; i < width; i++)
            row[i] = Target(_trie.Node(node)[_bytes[_continuations + i] - 0x80]);
        _budget.Spend(width);
        return _characters.StateCount + _inner.Add(row);
    }

    // Where every character leads to one state: a chain of any continuation bytes.
    private int Tail(int target, int length)
    {
        Span<int> row = stackalloc int[64];
        row = row[..(_bytes.Count - _continuations)];
        for (; length > 0; length--)
        {
            row.Fill(target);
            target = _characters.StateCount + _inner.Add(row);
        }
        return target;
    }

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

    private int ChooseByteClasses()
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
        int first = _bytes.Count;
        var columns = new VectorTable(vector.Length);
        for (int value = 0x80; value < 0xC0; value++)
        {
            for (int node = 0; node < _trie.NodeCount; node++)
                vector[node] = _trie.Node(node)[value - 0x80];
            _classes[value] = (byte)(first + columns.Add(vector));
            if (columns.Count > _bytes.Count - first)
                _bytes.Add(value);
        }
        return first;
    }
}
