namespace FoundationModels.Tokenization.Decoders;

/// <summary>Makes one text of all tokens (<c>Fuse</c>).</summary>
internal sealed class FuseDecoder : TokenDecoder
{
    /// <inheritdoc/>
    public override List<string> Decode(List<string> tokens) => [string.Concat(tokens)];
}
