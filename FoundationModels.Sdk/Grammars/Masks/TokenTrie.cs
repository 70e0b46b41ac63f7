namespace FoundationModels.Grammars.Masks;

/// <summary>The tokens of a vocabulary by their bytes, as a tree that is laid out in the order of a depth-first walk.</summary>
/// <remarks>The children of a node come right behind it; <see cref="End"/> of a node is where its subtree ends, and so is its next sibling's place.</remarks>
internal sealed class TokenTrie
{
    private readonly int[] _firstByRoot;
    private readonly byte[] _quotesBelow;

    private TokenTrie(byte[] values, byte[] depths, int[] ends, int[] tokens, int[] sameAs, int[] parents)
    {
        Values = values;
        Depths = depths;
        End = ends;
        Tokens = tokens;
        SameAs = sameAs;
        Parents = parents;
        _firstByRoot = new int[256];
        Array.Fill(_firstByRoot, -1);
        for (int node = 0; node < values.Length; node = ends[node])
            _firstByRoot[values[node]] = node;
        _quotesBelow = new byte[values.Length];
        for (int node = values.Length - 1; node >= 0; node--)
        {
            if (parents[node] >= 0)
                _quotesBelow[parents[node]] = Math.Max(_quotesBelow[parents[node]], (byte)(_quotesBelow[node] + (values[node] == '"' ? 1 : 0)));
        }
    }

    /// <summary>Gets the number of nodes.</summary>
    public int Count => Values.Length;

    /// <summary>Gets the byte that leads to each node.</summary>
    public byte[] Values { get; }

    /// <summary>Gets the number of bytes up to each node, from 1.</summary>
    public byte[] Depths { get; }

    /// <summary>Gets the end of each node's subtree.</summary>
    public int[] End { get; }

    /// <summary>Gets the token that ends at each node, or -1.</summary>
    public int[] Tokens { get; }

    /// <summary>Gets, for each token, another token with the same bytes, or -1.</summary>
    public int[] SameAs { get; }

    /// <summary>Gets each node's parent, or -1.</summary>
    public int[] Parents { get; }

    /// <summary>The node of a first byte, or -1.</summary>
    public int Root(int value) => _firstByRoot[value];

    /// <summary>The longest token that a text begins with, or -1.</summary>
    public int Longest(ReadOnlySpan<byte> text, out int length)
    {
        int found = -1;
        length = 0;
        int node = text.IsEmpty ? -1 : Root(text[0]);
        for (int depth = 1; node >= 0; depth++)
        {
            if (Tokens[node] >= 0)
                (found, length) = (Tokens[node], depth);
            node = depth < text.Length ? Child(node, text[depth]) : -1;
        }

        return found;
    }

    /// <summary>The most quotes on one way below a node.</summary>
    public int QuotesBelow(int node) => _quotesBelow[node];

    /// <summary>The node of some bytes, or -1.</summary>
    public int Find(IReadOnlyList<byte> bytes)
    {
        int node = Root(bytes[0]);
        for (int i = 1; i < bytes.Count && node >= 0; i++)
            node = Child(node, bytes[i]);
        return node;
    }

    private int Child(int node, byte value)
    {
        for (int child = node + 1; child < End[node]; child = End[child])
        {
            if (Values[child] == value)
                return child;
        }

        return -1;
    }

    /// <summary>Builds the tree. Tokens longer than 255 bytes never match: no vocabulary in use has one that a grammar would miss.</summary>
    public static TokenTrie Build(IReadOnlyList<ReadOnlyMemory<byte>> tokens)
    {
        int[] order = [.. Enumerable.Range(0, tokens.Count).Where(i => tokens[i].Length is > 0 and <= byte.MaxValue)];
        Array.Sort(order, (a, b) => tokens[a].Span.SequenceCompareTo(tokens[b].Span) is not 0 and int difference ? difference : a.CompareTo(b));
        List<byte> values = [];
        List<byte> depths = [];
        List<int> ends = [];
        List<int> ids = [];
        List<int> parents = [];
        int[] sameAs = new int[tokens.Count];
        Array.Fill(sameAs, -1);
        Stack<int> open = new();
        ReadOnlyMemory<byte> before = default;
        int last = -1;
        foreach (int id in order)
        {
            ReadOnlySpan<byte> bytes = tokens[id].Span;
            int common = bytes.CommonPrefixLength(before.Span);
            if (common == bytes.Length && common == before.Length)
            {
                sameAs[id] = sameAs[last];
                sameAs[last] = id;
                continue;
            }

            while (open.Count > common)
                ends[open.Pop()] = values.Count;
            for (int i = common; i < bytes.Length; i++)
            {
                parents.Add(open.Count > 0 ? open.Peek() : -1);
                open.Push(values.Count);
                values.Add(bytes[i]);
                depths.Add((byte)(i + 1));
                ends.Add(0);
                ids.Add(-1);
            }

            ids[^1] = id;
            last = id;
            before = tokens[id];
        }

        while (open.Count > 0)
            ends[open.Pop()] = values.Count;
        return new TokenTrie([.. values], [.. depths], [.. ends], [.. ids], sameAs, [.. parents]);
    }
}
