namespace FoundationModels.Grammars.Automata;

/// <summary>Numbers lists of numbers, of any lengths, in the order in which they are first seen.</summary>
internal sealed class SpanTable
{
    private readonly IntList _items = new(64);
    private readonly IntList _starts = new();
    private int[] _slots = new int[64];

    /// <summary>Starts an empty table.</summary>
    public SpanTable() => _starts.Add(0);

    /// <summary>Gets how many different lists there are.</summary>
    public int Count => _starts.Count - 1;

    /// <summary>A list by its number.</summary>
    public ReadOnlySpan<int> this[int number] => _items.Span.Slice(_starts[number], _starts[number + 1] - _starts[number]);

    /// <summary>The number of a list, which is added if it is new.</summary>
    public int Add(ReadOnlySpan<int> items)
    {
        int mask = _slots.Length - 1;
        int slot = Hash(items) & mask;
        for (; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if (this[_slots[slot] - 1].SequenceEqual(items))
                return _slots[slot] - 1;
        }
        _items.AddRange(items);
        _starts.Add(_items.Count);
        _slots[slot] = Count;
        if (Count * 2 > _slots.Length)
            Grow();
        return Count - 1;
    }

    private static int Hash(ReadOnlySpan<int> items) => (int)(ContentHasher.Mix(0, items) >> 16);

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        int mask = _slots.Length - 1;
        for (int number = 0; number < Count; number++)
        {
            int slot = Hash(this[number]) & mask;
            while (_slots[slot] != 0)
                slot = (slot + 1) & mask;
            _slots[slot] = number + 1;
        }
    }
}
