using System.Buffers;

namespace FoundationModels.Tokenization;

/// <summary>A list whose storage comes from the shared array pool and goes back to it when it has grown large. Not thread-safe.</summary>
internal sealed class PooledBuffer<T>
    where T : unmanaged
{
    private const int RetainedElements = 1 << 14;
    private T[] _items = [];

    /// <summary>Gets the number of elements.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the elements. Valid until the next change.</summary>
    public Span<T> Span => _items.AsSpan(0, Count);

    /// <summary>Gets one element by reference.</summary>
    public ref T this[int index] => ref _items[index];

    /// <summary>Adds one element.</summary>
    public void Add(T item)
    {
        if (Count == _items.Length)
            Grow(1);
        _items[Count++] = item;
    }

    /// <summary>Adds elements.</summary>
    public void AddRange(ReadOnlySpan<T> items) => items.CopyTo(Extend(items.Length));

    /// <summary>Adds elements whose content is undefined, to be written by the caller.</summary>
    public Span<T> Extend(int count)
    {
        if (count > _items.Length - Count)
            Grow(count);
        Span<T> added = _items.AsSpan(Count, count);
        Count += count;
        return added;
    }

    /// <summary>Removes the last element and returns it.</summary>
    public T Pop() => _items[--Count];

    /// <summary>Drops the elements after the first ones.</summary>
    public void Truncate(int count) => Count = count;

    /// <summary>Drops all elements.</summary>
    public void Clear() => Count = 0;

    /// <summary>Drops all elements, and storage that a long text has made large.</summary>
    public void Trim()
    {
        Count = 0;
        if (_items.Length <= RetainedElements)
            return;
        ArrayPool<T>.Shared.Return(_items);
        _items = [];
    }

    private void Grow(int count)
    {
        int needed = checked(Count + count);
        T[] larger = ArrayPool<T>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max(Math.Max(64, (long)_items.Length * 2), needed)));
        _items.AsSpan(0, Count).CopyTo(larger);
        if (_items.Length > 0)
            ArrayPool<T>.Shared.Return(_items);
        _items = larger;
    }
}
