namespace FoundationModels.Tokenization.Decoders;

/// <summary>Joins continuing tokens to the one before and puts a space before the others (<c>WordPiece</c>).</summary>
internal sealed class WordPieceDecoder(string prefix, bool cleansUp) : TokenDecoder
{
    // The space before some English punctuation and contractions, token by token, in this order.
    private static readonly (string Found, string Replaced)[] CleanUps =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" do not", " don't"),
        (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ];

    /// <inheritdoc/>
    protected override string DecodeToken(string token, bool isFirst, bool isLast)
    {
        if (!isFirst)
            token = token.StartsWith(prefix, StringComparison.Ordinal) ? token[prefix.Length..] : " " + token;
        if (!cleansUp)
            return token;
        foreach ((string found, string replaced) in CleanUps)
            token = token.Replace(found, replaced, StringComparison.Ordinal);
        return token;
    }
}
