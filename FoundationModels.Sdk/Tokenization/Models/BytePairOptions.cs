namespace FoundationModels.Tokenization.Models;

/// <summary>The options of a byte-pair encoding.</summary>
/// <param name="UnknownToken">The token for what has none, or null: then it is dropped.</param>
/// <param name="ContinuingPrefix">What a symbol that does not begin its word has before it in the vocabulary, or empty.</param>
/// <param name="WordSuffix">What a symbol that ends its word has after it in the vocabulary, or empty.</param>
/// <param name="FusesUnknown">Whether neighbouring unknown characters become one unknown token.</param>
/// <param name="FallsBackToBytes">Whether a character without a token is spelled with tokens of its bytes.</param>
/// <param name="IgnoresMerges">Whether a word that is a token is that token, whatever the merges say.</param>
internal sealed record BytePairOptions(
    string? UnknownToken,
    string ContinuingPrefix,
    string WordSuffix,
    bool FusesUnknown,
    bool FallsBackToBytes,
    bool IgnoresMerges)
{
    /// <summary>Whether the model can take bytes instead of their spelling.</summary>
    public bool TakesBytes => ContinuingPrefix.Length == 0 && WordSuffix.Length == 0 && !FallsBackToBytes;
}
