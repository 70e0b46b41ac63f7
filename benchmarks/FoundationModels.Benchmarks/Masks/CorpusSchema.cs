namespace FoundationModels.Benchmarks.Masks;

/// <summary>A schema of the corpus.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its JSON text.</param>
/// <param name="Instances">Values to judge; some schemas have none.</param>
internal sealed record CorpusSchema(string Name, string Text, IReadOnlyList<CorpusInstance> Instances);
