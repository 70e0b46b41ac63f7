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
    private readonly IntList _firstChildren = new();
    private readonly int[] _known;
    private readonly VectorTable _inner;

    private Utf8Expansion(CodePointPartition partition, AutomatonTable characters, AutomatonBudget budget)
    {
        (_characters, _budget, _transitions) = (characters, budget, new int[partition.ClassCount]);
        _trie = Utf8Trie.Of(partition);
        _known = new int[_trie.NodeCount];
        _inner = new VectorTable(_trie.Continuations.Count);
        ChooseByteClasses(partition);
    }

    /// <summary>The minimal automaton over bytes.</summary>
    /// <param name="partition">The classes of code points.</param>
    /// <param name="characters">The automaton over these classes. Its own classes of bytes mean nothing.</param>
    /// <param name="budget">The limits.</param>
    public static ByteAutomaton Expand(CodePointPartition partition, AutomatonTable characters, AutomatonBudget budget)
    {
        var trimmed = AutomatonTrimmer.Trim(characters);
        if (trimmed.StateCount == 0)
            return ByteAutomaton.Empty;
        // Characters that nothing reads need no bytes.
        var unused = new bool[partition.ClassCount];
        new Span<bool>(unused).Fill(true);
        foreach (int characterClass in trimmed.EdgeClasses)
            unused[characterClass] = false;
        return new Utf8Expansion(partition.Without(unused), AutomatonMinimizer.Minimize(trimmed), budget).Build();
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
        var table = new AutomatonTable(_classes, _firstChildren.Count + _trie.Continuations.Count, _characters.EdgeCount * 2);
        for (int state = 0; state < _characters.StateCount; state++)
        {
            new Span<int>(_transitions).Fill(ByteAutomaton.Dead);
            for (int edge = _characters.Rows[state]; edge < _characters.Rows[state + 1]; edge++)
                _transitions[_characters.EdgeClasses[edge]] = _characters.EdgeTargets[edge];
            table.AddState(_characters.Labels[state]);
            new Span<int>(_known).Fill(Unknown);
            for (int byteClass = 0; byteClass < _firstChildren.Count; byteClass++)
            {
                int target = Target(_firstChildren[byteClass]);
                if (target >= 0)
                    table.AddEdge(byteClass, target);
            }
            _budget.Spend(_firstChildren.Count);
            _budget.CheckStates(_characters.StateCount + _inner.Count);
        }
        for (int inner = 0; inner < _inner.Count; inner++)
        {
            table.AddState(-1);
            var row = _inner[inner];
            for (int i = 0; i < row.Length; i++)
            {
                if (row[i] >= 0)
                    table.AddEdge(_firstChildren.Count + i, row[i]);
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
        var description = _trie.Describe(node);
        var classes = description.Classes;
        int first = _transitions[classes[0]];
        bool alive = false, single = description.Full;
        foreach (int other in classes)
        {
            alive |= _transitions[other] >= 0;
            single &= _transitions[other] == first;
        }
        return _known[node] = !alive ? ByteAutomaton.Dead : single ? Tail(first, description.Level) : Row(node);
    }

    private int Row(int node)
    {
        int width = _trie.Continuations.Count;
        Span<int> row = stackalloc int[64];
        row = row[..width];
        for (int i = 0; i < width; i++)
            row[i] = Target(_trie.Children(node)[_trie.Continuations[i]]);
        _budget.Spend(width);
        return _characters.StateCount + _inner.Add(row);
    }

    // Where every character leads to one state: a chain of any continuation bytes.
    private int Tail(int target, int length)
    {
        Span<int> row = stackalloc int[64];
        row = row[.._trie.Continuations.Count];
        for (; length > 0; length--)
        {
            row.Fill(target);
            target = _characters.StateCount + _inner.Add(row);
        }
        return target;
    }

    // One class for each child that a first byte can lead to; those of continuation bytes come after them.
    private void ChooseByteClasses(CodePointPartition partition)
    {
        for (int value = 0; value < 256; value++)
        {
            if (value is >= 0x80 and < 0xC0)
                continue;
            int child = value < 0x80 ? partition.ClassOf(value, out _) : _trie.First(value);
            int known = _firstChildren.Span.IndexOf(child);
            _classes[value] = (byte)(known < 0 ? _firstChildren.Count : known);
            if (known < 0)
                _firstChildren.Add(child);
        }
        for (int value = 0; value < 64; value++)
            _classes[0x80 + value] = (byte)(_firstChildren.Count + _trie.ContinuationClasses[value]);
    }
}
