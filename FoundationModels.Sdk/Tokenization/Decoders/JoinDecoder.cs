namespace FoundationModels.Tokenization.Decoders;

/// <summary>Puts a space between tokens: what the reference library does where a tokenizer names no decoder.</summary>
internal sealed class JoinDecoder : TokenDecoder
{
    /// <inheritdoc/>
    protected override string DecodeToken(string token, bool isFirst, bool isLast) => isFirst ? token : " " + token;
}
