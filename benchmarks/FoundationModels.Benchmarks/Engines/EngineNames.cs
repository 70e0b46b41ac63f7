namespace FoundationModels.Benchmarks.Engines;

/// <summary>The engines' names in options and in the output.</summary>
internal static class EngineNames
{
    public const string Ours = "ours";
    public const string LlamaCpp = "llama.cpp";
    public const string GenAI = "ort-genai";

    /// <summary>Gets all of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Ours, LlamaCpp, GenAI];
}
