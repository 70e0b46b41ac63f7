namespace FoundationModels.Tokenization.Decoders;

/// <summary>Writes the meta space as a space; in the first token it is dropped, where one was put before the text (<c>Metaspace</c>).</summary>
internal sealed class MetaspaceDecoder(char replacement, bool wasPrepended) : TokenDecoder
{
    /// <inheritdoc/>
    protected override string DecodeToken(string token, bool isFirst, bool isLast) => isFirst && wasPrepended
        ? token.Replace(replacement.ToString(), "", StringComparison.Ordinal)
        : token.Replace(replacement, ' ');
}
