namespace FoundationModels.Grammars.Automata;

/// <summary>
/// How the bytes of a UTF-8 character lead to its class. A child is a class (0 and above), <see cref="None"/>, or a node. Equal branches are one node.
/// </summary>
internal sealed class Utf8Trie
{
    /// <summary>The child for bytes that don't go on a well-formed character.</summary>
    public const int None = -1;

    private readonly CodePointPartition _partition;
    private readonly VectorTable _nodes = new(64);
    private readonly Dictionary<long, int> _uniform = [];
    private readonly int[] _root = new int[256];

    /// <summary>Builds the trie of a partition.</summary>
    public Utf8Trie(CodePointPartition partition)
    {
        _partition = partition;
        for (int value = 0; value < 256; value++)
        {
            _root[value] = value switch
            {
                < 0x80 => partition.ClassOf(value, out _),
                < 0xC2 => None,
                < 0xE0 => Block((value & 0x1F) << 6, 1, 0x80),
                < 0xF0 => Block((value & 0x0F) << 12, 2, 0x800),
                < 0xF5 => Block((value & 0x07) << 18, 3, 0x10000),
                _ => None,
            };
        }
    }

    /// <summary>Gets how many nodes there are besides the root.</summary>
    public int NodeCount => _nodes.Count;

    /// <summary>The child of the root for a first byte.</summary>
    public int First(int value) => _root[value];

    /// <summary>Whether a child is a node.</summary>
    public static bool IsNode(int child) => child < None;

    /// <summary>The number of the node that a child is.</summary>
    public static int NodeOf(int child) => -2 - child;

    /// <summary>The children of a node for the continuation bytes 80 to BF.</summary>
    public ReadOnlySpan<int> Node(int node) => _nodes[node];

    // The child for a block of 64^level code points, without those below a minimum: their longer spelling is no UTF-8.
    private int Block(int start, int level, int minimum)
    {
        int size = 1 << (6 * level);
        if (start + size <= minimum)
            return None;
        int single = _partition.ClassOf(start, out int end);
        if (start >= minimum && end >= start + size)
            return single < 0 ? None : Uniform(single, level);
        var children = new int[64];
        if (level == 1)
        {
            for (int i = 0; i < 64; i++)
            {
                if (start + i >= end)
                    single = _partition.ClassOf(start + i, out end);
                children[i] = single;
            }
        }
        else
        {
            for (int i = 0; i < 64; i++)
                children[i] = Block(start + (i << (6 * (level - 1))), level - 1, minimum);
        }
        return -2 - _nodes.Add(children);
    }

    private int Uniform(int single, int level)
    {
        if (level == 0)
            return single;
        long key = ((long)single << 2) | (uint)level;
        if (_uniform.TryGetValue(key, out int known))
            return known;
        var children = new int[64];
        new Span<int>(children).Fill(Uniform(single, level - 1));
        return _uniform[key] = -2 - _nodes.Add(children);
    }
}
