namespace FoundationModels.Cli.Arguments;

/// <summary>Which model to open, and how.</summary>
/// <param name="Path">A GGUF file, a Hugging Face folder or a model package, or null for the default model.</param>
/// <param name="Threads">The number of threads, or null for the SDK's choice.</param>
/// <param name="Precision">How weights are stored.</param>
internal sealed record ModelSettings(string? Path, int? Threads, ModelPrecision Precision);
