namespace FoundationModels.Tokenization.Models;

/// <summary>A heap of merges: the one that was learned first comes first, among equals the leftmost. Four children a node, for the cache's sake.</summary>
internal sealed class MergeQueue
{
    private const int Children = 4;
    private readonly PooledBuffer<ulong> _heap = new();

    /// <summary>Gets the number of merges.</summary>
    public int Count => _heap.Count;

    /// <summary>Adds a merge.</summary>
    public void Push(int rank, int position)
    {
        ulong order = ((ulong)(uint)rank << 32) | (uint)position;
        _heap.Add(order);
        Span<ulong> heap = _heap.Span;
        int at = heap.Length - 1;
        while (at > 0)
        {
            int parent = (at - 1) / Children;
            if (heap[parent] <= order)
                break;
            heap[at] = heap[parent];
            at = parent;
        }

        heap[at] = order;
    }

    /// <summary>Takes the first merge out.</summary>
    public void Pop(out int rank, out int position)
    {
        ulong first = _heap[0];
        (rank, position) = ((int)(first >> 32), (int)(uint)first);
        ulong moved = _heap.Pop();
        Span<ulong> heap = _heap.Span;
        if (heap.IsEmpty)
            return;
        int at = 0;
        while (true)
        {
            int child = (Children * at) + 1;
            if (child >= heap.Length)
                break;
            int last = Math.Min(child + Children, heap.Length);
            for (int other = child + 1; other < last; other++)
            {
                if (heap[other] < heap[child])
                    child = other;
            }

            if (heap[child] >= moved)
                break;
            heap[at] = heap[child];
            at = child;
        }

        heap[at] = moved;
    }

    /// <summary>Drops storage that a long text has made large.</summary>
    public void Trim() => _heap.Trim();
}
