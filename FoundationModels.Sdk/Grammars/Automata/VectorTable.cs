namespace FoundationModels.Grammars.Automata;

/// <summary>Numbers vectors of one width in the order in which they are first seen.</summary>
internal sealed class VectorTable(int width)
{
    private readonly IntList _vectors = new(width * 16);
    private int[] _slots = new int[64];

    /// <summary>Gets how many different vectors there are.</summary>
    public int Count { get; private set; }

    /// <summary>A vector by its number. Valid until the next one is added.</summary>
    public ReadOnlySpan<int> this[int number] => _vectors.Span.Slice(number * width, width);

    /// <summary>The number of a vector, which is added if it is new.</summary>
    public int Add(ReadOnlySpan<int> vector)
    {
        int mask = _slots.Length - 1;
        int slot = Hash(vector) & mask;
        for (; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if (this[_slots[slot] - 1].SequenceEqual(vector))
                return _slots[slot] - 1;
        }
        _vectors.AddRange(vector);
        _slots[slot] = ++Count;
        if (Count * 2 > _slots.Length)
            Grow();
        return Count - 1;
    }

    private static int Hash(ReadOnlySpan<int> vector)
    {
        ulong hash = 0;
        foreach (int value in vector)
            hash = (hash ^ (uint)value) * 0x9E3779B97F4A7C15;
        return (int)(hash >> 32) ^ (int)(hash >> 40);
    }

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
