using System.Runtime.InteropServices;
using System.Text;
using FoundationModels.Grammars.Machine;

namespace FoundationModels.Grammars.Masks;

/// <summary>The tokens that go on within a text that nothing restricts, with the characters that each one adds; and what may come behind the quote that ends it.</summary>
/// <remarks>Strings and undeclared names are like this nearly everywhere, so that the tree of all tokens is walked once for all of them.</remarks>
internal sealed class FreeText
{
    private readonly byte[] _needed;
    private readonly ulong[]?[] _upTo;
    private readonly Dictionary<string, List<int>> _escaped;
    private readonly int _most;
    private readonly bool[] _isBetween;
    private readonly int[] _tokensBefore;
    private readonly int[] _tokens;
    private readonly int[] _exits;

    private FreeText(ulong[] words, byte[] needed, TailTrie tails, Dictionary<string, List<int>> escaped, int most, bool[] isBetween, int[] tokensBefore, int[] tokens, int[] exits)
    {
        (_isBetween, _tokensBefore, _tokens, _exits) = (isBetween, tokensBefore, tokens, exits);
        _escaped = escaped;
        Words = words;
        Tails = tails;
        _needed = needed;
        _most = most;
        _upTo = new ulong[most + 1][];
    }

    /// <summary>Gets the tokens that end within the text.</summary>
    public ulong[] Words { get; }

    /// <summary>Gets the tokens that close the text.</summary>
    public TailTrie Tails { get; }

    /// <summary>The places of the token tree where a text that is spelled with escapes ends.</summary>
    public IReadOnlyList<int> WithEscapes(ReadOnlySpan<byte> text)
        => _escaped.Count > 0 && _escaped.TryGetValue(Encoding.UTF8.GetString(text), out List<int>? nodes) ? nodes : [];

    /// <summary>Gets the nodes of all closing quotes, in the order of the tree.</summary>
    public ReadOnlySpan<int> Exits => _exits;

    /// <summary>Whether a node stands between two characters of a text that began between two.</summary>
    public bool IsBetween(int node) => _isBetween[node];

    /// <summary>Adds the tokens that go on within the text below a node.</summary>
    /// <param name="node">The node, between two characters.</param>
    /// <param name="end">The end of its subtree.</param>
    /// <param name="words">Where they go.</param>
    public void AddBelow(int node, int end, ulong[] words)
    {
        foreach (int token in _tokens.AsSpan(_tokensBefore[node + 1].._tokensBefore[end]))
            words[token >> 6] |= 1UL << (token & 63);
    }

    /// <summary>The nodes of closing quotes below a node.</summary>
    /// <param name="node">The node, between two characters.</param>
    /// <param name="end">The end of its subtree.</param>
    public ReadOnlySpan<int> ExitsBelow(int node, int end) => _exits.AsSpan(PlaceOf(node + 1)..PlaceOf(end));

    /// <summary>Walks the whole tree of tokens.</summary>
    public static FreeText Build(TokenVocabulary vocabulary, bool canonical)
    {
        TokenTrie trie = vocabulary.Trie;
        ulong[] words = new ulong[(vocabulary.Size + 63) / 64];
        byte[] needed = new byte[vocabulary.Size];
        TailTrieBuilder tails = new(trie);
        long[] positions = new long[257];
        int[] counts = new int[257];
        byte[] path = new byte[257];
        Dictionary<string, List<int>> escaped = new(StringComparer.Ordinal);
        int most = 0;
        bool[] isBetween = new bool[trie.Count];
        int[] tokensBefore = new int[trie.Count + 1];
        List<int> tokens = [];
        List<int> exits = [];
        TextLanguage any = AutomatonLanguage.AnyText;
        for (int node = 0; node < trie.Count;)
        {
            int depth = trie.Depths[node];
            long before = positions[depth - 1];
            long next = JsonStringText.Next(any, before, trie.Values[node], canonical);
            tokensBefore[node] = tokens.Count;
            if (next < 0)
            {
                tokensBefore.AsSpan(node..trie.End[node]).Fill(tokens.Count);
                if (next == JsonStringText.Closed && any.Label(JsonStringText.StateOf(before)) >= 0)
                {
                    exits.Add(node);
                    tails.Add(node, counts[depth - 1]);
                    if (path.AsSpan(1, depth - 1).Contains((byte)'\\'))
                        AddEscaped(path.AsSpan(1, depth - 1), node);
                }

                node = trie.End[node];
                continue;
            }

            positions[depth] = next;
            isBetween[node] = next == 0;
            path[depth] = trie.Values[node];
            counts[depth] = counts[depth - 1] + CharactersOf(before, next, trie.Values[node]);
            int need = counts[depth] + (JsonStringText.IsInEscape(next) ? 1 : 0);
            for (int token = trie.Tokens[node]; token >= 0; token = trie.SameAs[token])
            {
                words[token >> 6] |= 1UL << (token & 63);
                needed[token] = (byte)need;
                most = Math.Max(most, need);
                tokens.Add(token);
            }

            node++;
        }

        tokensBefore[^1] = tokens.Count;
        return new FreeText(words, needed, tails.Build(), escaped, most, isBetween, tokensBefore, [.. tokens], [.. exits]);

        void AddEscaped(ReadOnlySpan<byte> spelling, int node)
        {
            ref List<int>? nodes = ref CollectionsMarshal.GetValueRefOrAddDefault(escaped, LiteralText.Unquote(spelling), out _);
            (nodes ??= []).Add(node);
        }
    }

    /// <summary>The tokens that end within the text and need at most a number of characters.</summary>
    public ulong[] UpTo(int characters)
    {
        if (characters >= _most)
            return Words;
        if (_upTo[characters] is { } known)
            return known;
        ulong[] words = (ulong[])Words.Clone();
        for (int token = 0; token < _needed.Length; token++)
        {
            if (_needed[token] > characters)
                words[token >> 6] &= ~(1UL << (token & 63));
        }

        return _upTo[characters] = words;
    }

    private int PlaceOf(int node)
    {
        int place = Array.BinarySearch(_exits, node);
        return place < 0 ? ~place : place;
    }

    private static int CharactersOf(long before, long next, byte value)
    {
        if (JsonStringText.IsInEscape(next))
            return 0;
        return JsonStringText.IsInEscape(before) || (value & 0xC0) != 0x80 ? 1 : 0;
    }
}
