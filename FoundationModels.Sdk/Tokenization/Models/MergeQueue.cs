namespace FoundationModels.Tokenization.Models;

/// <summary>A binary heap of merges: the one that was learned first comes first, among equals the leftmost.</summary>
internal sealed class MergeQueue
{
    private readonly PooledBuffer<Merge> _heap = new();

    /// <summary>Gets the number of merges.</summary>
    public int Count => _heap.Count;

    /// <summary>Adds a merge.</summary>
    public void Push(int rank, int position, int product)
    {
        _heap.Add(default);
        Span<Merge> heap = _heap.Span;
        ulong order = ((ulong)(uint)rank << 32) | (uint)position;
        int at = heap.Length - 1;
        while (at > 0)
        {
            int parent = (at - 1) / 2;
            if (heap[parent].Order <= order)
                break;
            heap[at] = heap[parent];
            at = parent;
        }

        heap[at] = new Merge(order, product);
    }

    /// <summary>Takes the first merge out.</summary>
    public void Pop(out int position, out int product)
    {
        Merge first = _heap[0];
        position = (int)(uint)first.Order;
        product = first.Product;
        Merge moved = _heap.Pop();
        Span<Merge> heap = _heap.Span;
        if (heap.IsEmpty)
            return;
        int at = 0;
        while (true)
        {
            int child = (2 * at) + 1;
            if (child >= heap.Length)
                break;
            if (child + 1 < heap.Length && heap[child + 1].Order < heap[child].Order)
                child++;
            if (heap[child].Order >= moved.Order)
                break;
            heap[at] = heap[child];
            at = child;
        }

        heap[at] = moved;
    }

    /// <summary>Drops storage that a long text has made large.</summary>
    public void Trim() => _heap.Trim();

    private readonly record struct Merge(ulong Order, int Product);
}
