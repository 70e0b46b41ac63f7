namespace FoundationModels.Tokenization.Decoders;

/// <summary>Writes the suffix that ends a word as a space, but not at the end of the text (<c>BPEDecoder</c>).</summary>
internal sealed class WordSuffixDecoder(string suffix) : TokenDecoder
{
    /// <inheritdoc/>
    protected override string DecodeToken(string token, bool isFirst, bool isLast) =>
        suffix.Length == 0 ? token : token.Replace(suffix, isLast ? "" : " ", StringComparison.Ordinal);
}
