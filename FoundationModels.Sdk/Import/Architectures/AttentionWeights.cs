namespace FoundationModels.Import.Architectures;

/// <summary>The maps that make a layer's queries, keys and values.</summary>
/// <param name="Query">The map of queries.</param>
/// <param name="Key">The map of keys.</param>
/// <param name="Value">The map of values.</param>
/// <param name="Norms">What heads are normalized with before the rotation, or null.</param>
internal sealed record AttentionWeights(SourceLinear Query, SourceLinear Key, SourceLinear Value, HeadNorms? Norms);
