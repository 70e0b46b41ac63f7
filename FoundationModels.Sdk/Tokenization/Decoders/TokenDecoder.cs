namespace FoundationModels.Tokenization.Decoders;

/// <summary>A step from the contents of tokens to text.</summary>
internal abstract class TokenDecoder
{
    /// <summary>Decodes all tokens of a text. The list may be changed.</summary>
    public virtual List<string> Decode(List<string> tokens)
    {
        for (int i = 0; i < tokens.Count; i++)
            tokens[i] = DecodeToken(tokens[i], i == 0, i == tokens.Count - 1);
        return tokens;
    }

    /// <summary>Decodes a token of a stream, in which it is not known whether it is the last.</summary>
    public virtual void DecodeStreamed(ref StreamedToken token, bool isFirst)
    {
        if (token.Bytes is null)
            token.Text = DecodeToken(token.Text, isFirst, isLast: false);
    }

    /// <summary>Decodes one token, for a step that needs no other.</summary>
    protected virtual string DecodeToken(string token, bool isFirst, bool isLast) => token;
}
