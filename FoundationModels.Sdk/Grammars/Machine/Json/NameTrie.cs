using System.Text;

namespace FoundationModels.Grammars.Machine;

/// <summary>Declared names of properties by their bytes.</summary>
internal sealed class NameTrie
{
    private readonly byte[][] _names;
    private readonly int[] _order;
    private readonly List<Node> _nodes = [];

    /// <summary>Initializes the tree. Nodes are made when they are first reached.</summary>
    public NameTrie(IReadOnlyList<string> names)
    {
        _names = [.. names.Select(Encoding.UTF8.GetBytes)];
        _order = [.. Enumerable.Range(0, _names.Length)];
        Array.Sort(_order, (a, b) => _names[a].AsSpan().SequenceCompareTo(_names[b]));
        _nodes.Add(new Node(0, _order.Length, 0));
    }

    /// <summary>Gets the node of the empty text.</summary>
    public int Root => _order.Length > 0 ? 0 : -1;

    /// <summary>The node after a byte, or -1.</summary>
    public int Next(int node, byte value)
    {
        Node at = _nodes[node];
        at.Children ??= [];
        if (!at.Children.TryGetValue(value, out int child))
            at.Children.Add(value, child = Find(at, value));
        return child;
    }

    /// <summary>The place of the name that ends at a node, or -1.</summary>
    public int NameAt(int node)
    {
        Node at = _nodes[node];
        int first = _order[at.Start];
        return _names[first].Length == at.Depth ? first : -1;
    }

    /// <summary>The places of the names that go through a node.</summary>
    public ReadOnlySpan<int> NamesBelow(int node) => _order.AsSpan(_nodes[node].Start, _nodes[node].End - _nodes[node].Start);

    /// <summary>The bytes of a name behind a node that leads to it.</summary>
    public ReadOnlySpan<byte> RestOf(int name, int node) => _names[name].AsSpan(_nodes[node].Depth);

    private int Find(Node at, byte value)
    {
        int start = LowerBound(at, value);
        int end = value == byte.MaxValue ? at.End : LowerBound(at, value + 1);
        if (start == end)
            return -1;
        _nodes.Add(new Node(start, end, at.Depth + 1));
        return _nodes.Count - 1;
    }

    private int LowerBound(Node at, int value)
    {
        int low = at.Start;
        int high = at.End;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            byte[] name = _names[_order[middle]];
            if (name.Length > at.Depth && name[at.Depth] >= value)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private sealed class Node(int start, int end, int depth)
    {
        public int Start { get; } = start;

        public int End { get; } = end;

        public int Depth { get; } = depth;

        public Dictionary<byte, int>? Children { get; set; }
    }
}
