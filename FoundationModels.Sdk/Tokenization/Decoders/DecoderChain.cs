using System.Text;

namespace FoundationModels.Tokenization.Decoders;

/// <summary>The decoding steps of a tokenizer, for a whole text and for a stream.</summary>
internal sealed class DecoderChain
{
    private readonly TokenDecoder[] _steps;

    /// <summary>Initializes the chain.</summary>
    public DecoderChain(IEnumerable<TokenDecoder> steps)
    {
        _steps = [.. steps];
        int fuse = Array.FindIndex(_steps, s => s is FuseDecoder);
        if (fuse >= 0 && Array.Find(_steps[fuse..], s => s is StripDecoder) is StripDecoder strip)
            (StrippedCharacter, StrippedCount) = (strip.Content, strip.Start);
    }

    /// <summary>Gets whether the bytes of the tokens, one after the other, are the text.</summary>
    public bool IsByteLevel => _steps is [ByteLevelDecoder];

    /// <summary>Gets whether a token is decoded otherwise at the start of a text than later.</summary>
    public bool FirstTokenDiffers => Array.Exists(_steps, s => s is MetaspaceDecoder or WordPieceDecoder or JoinDecoder);

    /// <summary>Gets whether a space at the end of a token is only there when another token follows.</summary>
    public bool HoldsTrailingSpace => Array.Exists(_steps, s => s is WordSuffixDecoder);

    /// <summary>Gets how many of <see cref="StrippedCharacter"/> are removed at the start of a stream.</summary>
    public int StrippedCount { get; }

    /// <summary>Gets the character that is removed at the start of a stream.</summary>
    public char StrippedCharacter { get; }

    /// <summary>Decodes the contents of all tokens of a text.</summary>
    public string Decode(List<string> tokens)
    {
        foreach (TokenDecoder step in _steps)
            tokens = step.Decode(tokens);
        return string.Concat(tokens);
    }

    /// <summary>The bytes that a token stands for in a stream.</summary>
    public byte[] DecodeStreamed(string content, bool isFirst)
    {
        StreamedToken token = new() { Text = content };
        bool isFused = false;
        foreach (TokenDecoder step in _steps)
        {
            isFused |= step is FuseDecoder;
            if (!(isFused && step is StripDecoder))
                step.DecodeStreamed(ref token, isFirst);
        }

        return token.Bytes ?? Encoding.UTF8.GetBytes(token.Text);
    }
}
