namespace FoundationModels.Import.Architectures;

/// <summary>The shape of a layer's attention.</summary>
/// <param name="Heads">Heads of the queries.</param>
/// <param name="KeyValueHeads">Heads of keys and values, a divisor of <paramref name="Heads"/>.</param>
/// <param name="HeadSize">The size of a head.</param>
/// <param name="Scale">What scores are multiplied by.</param>
internal sealed record AttentionShape(int Heads, int KeyValueHeads, int HeadSize, float Scale);
