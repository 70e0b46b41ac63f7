namespace FoundationModels.Grammars.Automata;

/// <summary>
/// How the bytes of a UTF-8 character beyond ASCII lead to its class. A child is a class (0 and above), <see cref="None"/>, or a node. Equal branches are one node.
/// </summary>
internal sealed class Utf8Trie
{
    /// <summary>The child for bytes that don't go on a well-formed character.</summary>
    public const int None = -1;

    // Most patterns have one class beyond ASCII, with a small number: their tries are kept.
    private static readonly Utf8Trie?[] Common = new Utf8Trie?[16];

    private readonly CodePointPartition _partition;
    private readonly VectorTable _children = new(64);
    private readonly Dictionary<long, int> _uniform = [];
    private readonly int[] _lead = new int[0x80];
    private readonly List<Utf8Node> _nodes = [];

    private Utf8Trie(CodePointPartition partition)
    {
        _partition = partition;
        for (int value = 0x80; value < 0x100; value++)
        {
            _lead[value - 0x80] = value switch
            {
                < 0xC2 => None,
                < 0xE0 => Block((value & 0x1F) << 6, 1, 0x80),
                < 0xF0 => Block((value & 0x0F) << 12, 2, 0x800),
                < 0xF5 => Block((value & 0x07) << 18, 3, 0x10000),
                _ => None,
            };
        }
        ChooseContinuations();
    }

    /// <summary>Gets how many nodes there are.</summary>
    public int NodeCount => _nodes.Count;

    /// <summary>Gets for the continuation bytes 80 to BF their classes.</summary>
    public int[] ContinuationClasses { get; } = new int[64];

    /// <summary>Gets a continuation byte of each class, counted from 80.</summary>
    public IntList Continuations { get; } = new();

    /// <summary>The trie of a partition.</summary>
    public static Utf8Trie Of(CodePointPartition partition)
    {
        int single = partition.ClassBeyondAscii() ?? Common.Length;
        if (single + 1 >= Common.Length)
            return new Utf8Trie(partition);
        return Common[single + 1] ??= new Utf8Trie(partition);
    }

    /// <summary>Whether a child is a node.</summary>
    public static bool IsNode(int child) => child < None;

    /// <summary>The number of the node that a child is.</summary>
    public static int NodeOf(int child) => -2 - child;

    /// <summary>The child for a first byte that isn't ASCII.</summary>
    public int First(int value) => _lead[value - 0x80];

    /// <summary>The children of a node for the continuation bytes 80 to BF.</summary>
    public ReadOnlySpan<int> Children(int node) => _children[node];

    /// <summary>What a node leads to.</summary>
    public Utf8Node Describe(int node) => _nodes[node];

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
        for (int i = 0; i < 64; i++)
        {
            if (level > 1)
            {
                children[i] = Block(start + (i << (6 * (level - 1))), level - 1, minimum);
                continue;
            }
            if (start + i >= end)
                single = _partition.ClassOf(start + i, out end);
            children[i] = single;
        }
        return Add(children, level);
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
        return _uniform[key] = Add(children, level);
    }

    private int Add(int[] children, int level)
    {
        int node = _children.Add(children);
        if (node < _nodes.Count)
            return _nodes[node].Classes.Length == 0 ? None : -2 - node;
        var classes = new List<int>();
        bool full = true;
        int last = None;
        foreach (int child in children)
        {
            full &= child != None;
            if (child == last)
                continue;
            last = child;
            // Children are added before their parents.
            if (IsNode(child))
            {
                full &= _nodes[NodeOf(child)].Full;
                classes.AddRange(_nodes[NodeOf(child)].Classes);
            }
            else if (child != None)
            {
                classes.Add(child);
            }
        }
        classes.Sort();
        int count = 0;
        for (int i = 0; i < classes.Count; i++)
        {
            if (i == 0 || classes[i] != classes[i - 1])
                classes[count++] = classes[i];
        }
        classes.RemoveRange(count, classes.Count - count);
        _nodes.Add(new Utf8Node([.. classes], level, full));
        return classes.Count == 0 ? None : -2 - node;
    }

    private void ChooseContinuations()
    {
        var columns = new VectorTable(_nodes.Count);
        var column = new int[_nodes.Count];
        for (int value = 0; value < 64; value++)
        {
            for (int node = 0; node < column.Length; node++)
                column[node] = _children[node][value];
            ContinuationClasses[value] = columns.Add(column);
            if (columns.Count > Continuations.Count)
                Continuations.Add(value);
        }
    }
}
