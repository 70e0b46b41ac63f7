namespace FoundationModels.Inference;

/// <summary>Limits and step sizes of a decoder.</summary>
internal sealed record DecoderOptions
{
    /// <summary>Gets the most bytes that the keys and values of all sequences together may take.</summary>
    public long MaximumKeyValueBytes { get; init; } = 512L << 20;

    /// <summary>Gets the most bytes that sequences which nobody uses may keep; the last used one stays in any case.</summary>
    public long RetainedKeyValueBytes { get; init; } = 256L << 20;

    /// <summary>Gets the tokens for which a new sequence has room at least; more room is made in steps of half of what there is.</summary>
    public int InitialCapacity { get; init; } = 256;

    /// <summary>Gets the most prompt tokens of one run: how long a prompt can hold up other responses.</summary>
    public int PrefillChunk { get; init; } = 64;
}
