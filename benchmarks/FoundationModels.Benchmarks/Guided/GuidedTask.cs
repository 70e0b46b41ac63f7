namespace FoundationModels.Benchmarks.Guided;

/// <summary>Something to do with texts that ends in JSON of one schema.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Instructions">What the model is told.</param>
/// <param name="Schema">The schema.</param>
/// <param name="Examples">Texts to do it with.</param>
internal sealed record GuidedTask(string Name, string Instructions, string Schema, IReadOnlyList<GuidedExample> Examples);
