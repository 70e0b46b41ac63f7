namespace FoundationModels.Grammars.Masks;

/// <summary>Builds a <see cref="TailTrie"/>.</summary>
internal sealed class TailTrieBuilder(TokenTrie trie)
{
    private readonly Node _root = new();

    /// <summary>Adds the tokens at and below the node of a closing quote.</summary>
    /// <param name="quote">The node.</param>
    /// <param name="characters">The characters before it.</param>
    public void Add(int quote, int characters)
    {
        Node[] path = new Node[257];
        int top = trie.Depths[quote];
        path[top] = _root;
        AddTokens(quote, _root, characters);
        for (int node = quote + 1; node < trie.End[quote]; node++)
        {
            int depth = trie.Depths[node];
            Node at = path[depth] = path[depth - 1].Child(trie.Values[node]);
            AddTokens(node, at, characters);
        }
    }

    /// <summary>The finished tree.</summary>
    public TailTrie Build()
    {
        List<byte> values = [];
        List<int> ends = [];
        List<int> first = [];
        List<int> tokens = [];
        List<byte> characters = [];
        Lay(_root, (byte)'"');
        first.Add(tokens.Count);
        return new TailTrie([.. values], [.. ends], [.. first], [.. tokens], [.. characters]);

        void Lay(Node node, byte value)
        {
            int at = values.Count;
            values.Add(value);
            ends.Add(0);
            first.Add(tokens.Count);
            foreach ((int token, int count) in node.Tokens)
            {
                tokens.Add(token);
                characters.Add((byte)count);
            }

            foreach (KeyValuePair<byte, Node> child in node.Children)
                Lay(child.Value, child.Key);
            ends[at] = values.Count;
        }
    }

    private void AddTokens(int node, Node at, int characters)
    {
        for (int token = trie.Tokens[node]; token >= 0; token = trie.SameAs[token])
            at.Tokens.Add((token, characters));
    }

    private sealed class Node
    {
        public SortedDictionary<byte, Node> Children { get; } = [];

        public List<(int Token, int Characters)> Tokens { get; } = [];

        public Node Child(byte value)
        {
            if (!Children.TryGetValue(value, out Node? child))
                Children.Add(value, child = new Node());
            return child;
        }
    }
}
