using System.Collections;

namespace FoundationModels.Generation;

/// <summary>The first items of a list that only ever grows, and one more that is still growing itself. Snapshots of the list share its items.</summary>
internal sealed class ContentList<T> : IReadOnlyList<T>
{
    private readonly T[] _items;
    private readonly int _shared;
    private readonly T? _open;

    /// <summary>Initializes a view of finished items.</summary>
    public ContentList(T[] items, int count)
    {
        _items = items;
        _shared = Count = count;
    }

    /// <summary>Initializes a view of finished items and an open one behind them.</summary>
    public ContentList(T[] items, int count, T open)
        : this(items, count)
    {
        _open = open;
        Count = count + 1;
    }

    public static ContentList<T> Empty { get; } = new([], 0);

    public int Count { get; }

    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return index < _shared ? _items[index] : _open!;
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
