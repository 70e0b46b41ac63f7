using System.Text;
using FoundationModels.Tokenization.Decoders;

namespace FoundationModels.Tokenization;

/// <summary>What ids stand for: their content, and their bytes in a stream, which are made at first use.</summary>
internal sealed class TokenContents
{
    private readonly Dictionary<int, AddedToken> _added = [];
    private readonly Dictionary<int, string> _addedContents = [];
    private readonly HashSet<string> _specialContents = new(StringComparer.Ordinal);
    private readonly Lazy<TokenBytes> _bytes;

    /// <summary>Initializes the contents.</summary>
    public TokenContents(TokenizerParts parts, TextEncoder encoder)
    {
        Vocabulary = parts.Vocabulary;
        Decoders = parts.Decoders;
        IdLimit = Vocabulary.IdLimit;
        foreach (AddedToken token in parts.AddedTokens)
        {
            _added[token.Id] = token;

            // A token that is looked for in normalized text is also decoded to its normalized form.
            _addedContents[token.Id] = encoder.NormalizedContent(token);
            IdLimit = Math.Max(IdLimit, token.Id + 1);
            if (token.IsSpecial)
                _specialContents.Add(token.Content);
        }

        _bytes = new Lazy<TokenBytes>(CreateBytes);
    }

    /// <summary>Gets the model's tokens.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>Gets the steps from tokens to text.</summary>
    public DecoderChain Decoders { get; }

    /// <summary>Gets the highest id plus one.</summary>
    public int IdLimit { get; }

    /// <summary>Gets the length of the longest of all tokens' bytes.</summary>
    public int LongestBytes => _bytes.Value.Longest;

    /// <summary>Whether an id is an added token that is marked special.</summary>
    public bool IsSpecial(int id) => _added.TryGetValue(id, out AddedToken? token) && token.IsSpecial;

    /// <summary>Whether an id has a token.</summary>
    public bool HasToken(int id) => _added.ContainsKey(id) || Vocabulary.TryGetContent(id, out _);

    /// <summary>The content of a token, or null.</summary>
    public string? ContentOf(int id) =>
        _addedContents.TryGetValue(id, out string? content) ? content
        : Vocabulary.TryGetContent(id, out ReadOnlySpan<byte> utf8) ? Encoding.UTF8.GetString(utf8)
        : null;

    /// <summary>The bytes that a token stands for after the start of a stream.</summary>
    public ReadOnlySpan<byte> BytesOf(int id) => _bytes.Value.Of(id);

    /// <summary>The bytes that a token stands for at the start of a stream.</summary>
    public ReadOnlySpan<byte> FirstBytesOf(int id) =>
        Decoders.FirstTokenDiffers && ContentOf(id) is { } content ? Decoders.DecodeStreamed(content, isFirst: true) : BytesOf(id);

    /// <summary>Decodes ids to text.</summary>
    public string Decode(ReadOnlySpan<int> ids, bool skipsSpecial)
    {
        if (Decoders.IsByteLevel)
            return DecodeBytes(ids, skipsSpecial);
        List<string> contents = new(ids.Length);
        foreach (int id in ids)
        {
            if (ContentOf(id) is { } content && !(skipsSpecial && _specialContents.Contains(content)))
                contents.Add(content);
        }

        return contents.Count == 0 ? "" : Decoders.Decode(contents);
    }

    private string DecodeBytes(ReadOnlySpan<int> ids, bool skipsSpecial)
    {
        PooledBuffer<byte> bytes = new();
        foreach (int id in ids)
        {
            if (!(skipsSpecial && IsSpecial(id)))
                bytes.AddRange(BytesOf(id));
        }

        string text = Encoding.UTF8.GetString(bytes.Span);
        bytes.Trim();
        return text;
    }

    private TokenBytes CreateBytes()
    {
        TokenBytes.Builder builder = new(IdLimit);
        for (int id = 0; id < IdLimit; id++)
        {
            if (Decoders.IsByteLevel && !_addedContents.ContainsKey(id))
            {
                Vocabulary.TryGetContent(id, out ReadOnlySpan<byte> content);
                builder.Trim(content.Length - ByteLevelDecoder.Read(content, builder.Add(content.Length)));
            }
            else if (ContentOf(id) is { } text)
            {
                byte[] bytes = Decoders.DecodeStreamed(text, isFirst: false);
                bytes.CopyTo(builder.Add(bytes.Length));
            }

            builder.Complete(id);
        }

        return builder.Build();
    }
}
