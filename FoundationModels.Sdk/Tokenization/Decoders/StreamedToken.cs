namespace FoundationModels.Tokenization.Decoders;

/// <summary>What a token stands for in a stream: text or, once a step has made bytes of it, bytes that may be a part of a character.</summary>
internal struct StreamedToken
{
    /// <summary>The text, while there are no bytes.</summary>
    public string Text;

    /// <summary>The bytes, or null.</summary>
    public byte[]? Bytes;
}
