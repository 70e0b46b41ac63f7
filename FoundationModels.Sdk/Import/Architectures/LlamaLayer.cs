namespace FoundationModels.Import.Architectures;

/// <summary>The weights of one layer of <see cref="LlamaArchitecture"/>.</summary>
internal sealed record LlamaLayer(
    float[] AttentionNorm,
    AttentionWeights Attention,
    SourceLinear AttentionOutput,
    float[] FeedForwardNorm,
    SourceLinear Gate,
    SourceLinear Up,
    SourceLinear Down);
