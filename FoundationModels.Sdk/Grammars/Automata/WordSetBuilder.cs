namespace FoundationModels.Grammars.Automata;

/// <summary>Builds the minimal automaton of words that come in order, joining each finished branch with an equal one (Daciuk and others, 2000).</summary>
internal sealed class WordSetBuilder
{
    private readonly IntList _labels = new();
    private readonly IntList _rowStart = new();
    private readonly IntList _rowLength = new();
    private readonly IntList _edges = new();
    private readonly List<IntList> _open = [new IntList()];
    private readonly IntList _openLabels = new();
    private int[] _slots = new int[256];
    private byte[] _last = [];
    private int _depth;

    /// <summary>Starts an empty set.</summary>
    public WordSetBuilder() => _openLabels.Add(-1);

    /// <summary>Adds a word that is not before any added earlier. A word that was added before keeps its label.</summary>
    public void Add(byte[] word, int label)
    {
        int shared = 0;
        while (shared < _depth && shared < word.Length && _last[shared] == word[shared])
            shared++;
        Close(shared);
        for (int i = shared; i < word.Length; i++)
        {
            if (_open.Count == i + 1)
            {
                _open.Add(new IntList(4));
                _openLabels.Add(-1);
            }
            _open[i + 1].Truncate(0);
            _openLabels[i + 1] = -1;
        }
        (_last, _depth) = (word, word.Length);
        if (_openLabels[_depth] < 0)
            _openLabels[_depth] = label;
    }

    /// <summary>The automaton of all words.</summary>
    public ByteAutomaton ToAutomaton()
    {
        Close(0);
        if (_open[0].Count == 0 && _openLabels[0] < 0)
            return ByteAutomaton.Empty;
        int root = Intern(_open[0], _openLabels[0]);
        var classes = ChooseClasses(out int classCount);
        // The root was finished last, and the start has to be first: count backwards.
        var table = new AutomatonTable(classes, classCount, _edges.Count / 2);
        for (int state = root; state >= 0; state--)
        {
            table.AddState(_labels[state]);
            for (int edge = _rowStart[state], end = edge + _rowLength[state]; edge < end; edge += 2)
                table.AddEdge(classes[_edges[edge]], root - _edges[edge + 1]);
        }
        return AutomatonCanonicalizer.ToAutomaton(table);
    }

    // One class for each byte that occurs, in order, before one for all others.
    private byte[] ChooseClasses(out int classCount)
    {
        var occurs = new bool[256];
        for (int edge = 0; edge < _edges.Count; edge += 2)
            occurs[_edges[edge]] = true;
        var classes = new byte[256];
        classCount = 0;
        for (int value = 0; value < 256; value++)
        {
            if (occurs[value])
                classes[value] = (byte)classCount++;
        }
        if (classCount == 256)
            return classes;
        for (int value = 0; value < 256; value++)
        {
            if (!occurs[value])
                classes[value] = (byte)classCount;
        }
        classCount++;
        return classes;
    }

    // Finishes the states of the last word below a depth, deepest first.
    private void Close(int depth)
    {
        for (; _depth > depth; _depth--)
        {
            int state = Intern(_open[_depth], _openLabels[_depth]);
            _open[_depth - 1].Add(_last[_depth - 1]);
            _open[_depth - 1].Add(state);
        }
    }

    private int Intern(IntList row, int label)
    {
        int mask = _slots.Length - 1;
        int slot = Hash(row.Span, label) & mask;
        for (; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            int state = _slots[slot] - 1;
            if (_labels[state] == label && Row(state).SequenceEqual(row.Span))
                return state;
        }
        _rowStart.Add(_edges.Count);
        _rowLength.Add(row.Count);
        _edges.AddRange(row.Span);
        _labels.Add(label);
        _slots[slot] = _labels.Count;
        if (_labels.Count * 2 > _slots.Length)
            Grow();
        return _labels.Count - 1;
    }

    private ReadOnlySpan<int> Row(int state) => _edges.Span.Slice(_rowStart[state], _rowLength[state]);

    private static int Hash(ReadOnlySpan<int> row, int label) => (int)(ContentHasher.Mix((uint)label, row) >> 16);

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        int mask = _slots.Length - 1;
        for (int state = 0; state < _labels.Count; state++)
        {
            int slot = Hash(Row(state), _labels[state]) & mask;
            while (_slots[slot] != 0)
                slot = (slot + 1) & mask;
            _slots[slot] = state + 1;
        }
    }
}
