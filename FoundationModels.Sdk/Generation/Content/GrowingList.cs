namespace FoundationModels.Generation;

/// <summary>A list whose views stay as they are while it grows: items are added behind what a view sees, or in a new array.</summary>
internal sealed class GrowingList<T>
{
    private T[] _items = [];

    public int Count { get; private set; }

    /// <summary>Adds an item.</summary>
    /// <returns>How many items had to be copied.</returns>
    public int Add(T item)
    {
        int copied = 0;
        if (Count == _items.Length)
        {
            copied = Count;
            Array.Resize(ref _items, Math.Max(4, Count * 2));
        }

        _items[Count++] = item;
        return copied;
    }

    public ContentList<T> View() => Count == 0 ? ContentList<T>.Empty : new ContentList<T>(_items, Count);

    public ContentList<T> View(T open) => new(_items, Count, open);
}
