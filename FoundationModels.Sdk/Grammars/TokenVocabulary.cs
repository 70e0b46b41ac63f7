using System.Text;
using FoundationModels.Grammars.Masks;
using FoundationModels.Tokenization;

namespace FoundationModels;

/// <summary>The tokens of a model as a grammar sees them: the bytes that each one stands for. It holds the pool of token masks; make one per tokenizer and keep it.</summary>
public sealed class TokenVocabulary
{
    private readonly ReadOnlyMemory<byte>[] _tokens;
    private readonly bool[] _isEnd;

    /// <summary>Initializes a vocabulary from the bytes of its tokens.</summary>
    /// <param name="tokens">The bytes of each token, in order of id; empty for tokens that never stand for text, such as control tokens.</param>
    /// <param name="endTokens">The ids that end a response.</param>
    /// <exception cref="ArgumentOutOfRangeException">An end token is not in the vocabulary.</exception>
    public TokenVocabulary(IReadOnlyList<ReadOnlyMemory<byte>> tokens, IReadOnlyCollection<int> endTokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(endTokens);
        foreach (int token in endTokens)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(token, nameof(endTokens));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, tokens.Count, nameof(endTokens));
        }

        Size = tokens.Count;
        EndTokens = [.. endTokens];
        _tokens = [.. tokens];
        _isEnd = new bool[Size];
        foreach (int token in endTokens)
            _isEnd[token] = true;
        NoTokens = new TokenMask(new ulong[(Size + 63) / 64], Size);
        Trie = TokenTrie.Build(tokens);
        Masks = new MaskPool(this);
    }

    /// <summary>Gets the number of token ids.</summary>
    public int Size { get; }

    /// <summary>Gets the ids that end a response.</summary>
    public IReadOnlyList<int> EndTokens { get; }

    internal TokenTrie Trie { get; }

    internal TokenMask NoTokens { get; }

    internal MaskPool Masks { get; }

    /// <summary>Makes the vocabulary of a tokenizer.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="endTokens">The ids that end a response.</param>
    public static TokenVocabulary FromTokenizer(Tokenizer tokenizer, IReadOnlyCollection<int> endTokens)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return FromTokenizer(tokenizer, endTokens, []);
    }

    /// <summary>Makes the vocabulary of a tokenizer in which some added tokens stand for text.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="endTokens">The ids that end a response.</param>
    /// <param name="marks">Texts of a model's own syntax. Added tokens that are part of one stand for their text; no other added token does.</param>
    internal static TokenVocabulary FromTokenizer(Tokenizer tokenizer, IReadOnlyCollection<int> endTokens, IReadOnlyList<string> marks)
    {
        ReadOnlyMemory<byte>[] tokens = new ReadOnlyMemory<byte>[tokenizer.VocabularySize];
        HashSet<int> added = [.. tokenizer.AddedTokens.Select(t => t.Id)];
        for (int id = 0; id < tokens.Length; id++)
            tokens[id] = added.Contains(id) || tokenizer.IsSpecial(id) ? default : tokenizer.GetTokenBytes(id).ToArray();
        foreach (AddedToken token in tokenizer.AddedTokens)
        {
            if (marks.Any(m => m.Contains(token.Content, StringComparison.Ordinal)))
                tokens[token.Id] = Encoding.UTF8.GetBytes(token.Content);
        }

        return new TokenVocabulary(tokens, endTokens) { HasMarks = marks.Count > 0 };
    }

    /// <summary>Gets whether added tokens may stand for text.</summary>
    internal bool HasMarks { get; private init; }

    internal bool IsEndToken(int token) => (uint)token < (uint)Size && _isEnd[token];

    internal bool TryGetBytes(int token, out ReadOnlySpan<byte> bytes)
    {
        bytes = (uint)token < (uint)Size ? _tokens[token].Span : default;
        return !bytes.IsEmpty;
    }
}
