namespace FoundationModels.Import.Architectures;

/// <summary>RMSNorm over each head of queries and keys.</summary>
/// <param name="Query">The weights for queries, as long as a head.</param>
/// <param name="Key">The weights for keys.</param>
/// <param name="Epsilon">What is added to the mean square.</param>
internal sealed record HeadNorms(float[] Query, float[] Key, float Epsilon);
