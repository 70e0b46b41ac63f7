namespace FoundationModels.Import.Architectures;

/// <summary>The sizes of a decoder that its graph's edges and its manifest need.</summary>
/// <param name="Layers">The number of layers.</param>
/// <param name="Hidden">The width of the residual stream.</param>
/// <param name="Vocabulary">The number of logits.</param>
/// <param name="Context">The most positions.</param>
/// <param name="Attention">The shape of attention, the same in every layer.</param>
internal sealed record DecoderShape(int Layers, int Hidden, int Vocabulary, int Context, AttentionShape Attention);
