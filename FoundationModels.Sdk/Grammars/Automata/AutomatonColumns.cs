namespace FoundationModels.Grammars.Automata;

/// <summary>The edges of a table by their class.</summary>
internal sealed class AutomatonColumns
{
    private readonly int[] _start;
    private readonly int[] _sources;
    private readonly int[] _targets;
    private readonly ulong[] _hashes;

    /// <summary>Sorts the edges of a table.</summary>
    public AutomatonColumns(AutomatonTable table)
    {
        ReadOnlySpan<int> classes = table.EdgeClasses, targets = table.EdgeTargets, rows = table.Rows;
        _start = new int[table.ClassCount + 1];
        _sources = new int[classes.Length];
        _targets = new int[classes.Length];
        _hashes = new ulong[table.ClassCount];
        foreach (int byteClass in classes)
            _start[byteClass + 1]++;
        for (int byteClass = 0; byteClass < table.ClassCount; byteClass++)
            _start[byteClass + 1] += _start[byteClass];
        var fill = new int[table.ClassCount];
        for (int state = 0; state < table.StateCount; state++)
        {
            for (int edge = rows[state]; edge < rows[state + 1]; edge++)
            {
                int byteClass = classes[edge], place = _start[byteClass] + fill[byteClass]++;
                _sources[place] = state;
                _targets[place] = targets[edge];
                _hashes[byteClass] = ContentHasher.Mix(_hashes[byteClass], ((ulong)(uint)state << 32) | (uint)_targets[place]);
            }
        }
    }

    /// <summary>Whether two classes lead from every state to the same one.</summary>
    public bool AreEqual(int left, int right)
    {
        int length = _start[left + 1] - _start[left];
        return _hashes[left] == _hashes[right] && length == _start[right + 1] - _start[right]
            && new ReadOnlySpan<int>(_sources, _start[left], length).SequenceEqual(new ReadOnlySpan<int>(_sources, _start[right], length))
            && new ReadOnlySpan<int>(_targets, _start[left], length).SequenceEqual(new ReadOnlySpan<int>(_targets, _start[right], length));
    }
}
