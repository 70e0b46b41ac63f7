namespace FoundationModels.Grammars.Automata;

/// <summary>A growing array of numbers whose items can be read and written in place.</summary>
internal sealed class IntList(int capacity = 16)
{
    private int[] _items = new int[capacity];

    /// <summary>Gets how many items there are.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the item at a place.</summary>
    public ref int this[int index] => ref _items[index];

    /// <summary>Gets all items.</summary>
    public ReadOnlySpan<int> Span => new(_items, 0, Count);

    /// <summary>Adds an item.</summary>
    public void Add(int item)
    {
        if (Count == _items.Length)
            Grow(Count + 1);
        _items[Count++] = item;
    }

    /// <summary>Adds items.</summary>
    public void AddRange(ReadOnlySpan<int> items)
    {
        if (Count + items.Length > _items.Length)
            Grow(Count + items.Length);
        items.CopyTo(new Span<int>(_items, Count, items.Length));
        Count += items.Length;
    }

    /// <summary>Forgets what comes after the first items.</summary>
    public void Truncate(int count) => Count = count;

    /// <summary>Returns a copy of the items.</summary>
    public int[] ToArray() => Span.ToArray();

    private void Grow(int needed) => Array.Resize(ref _items, Math.Max(needed, Math.Max(16, _items.Length * 2)));
}
