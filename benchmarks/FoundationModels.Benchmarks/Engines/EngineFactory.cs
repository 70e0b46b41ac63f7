using FoundationModels.Benchmarks.Engines.LlamaCpp;

namespace FoundationModels.Benchmarks.Engines;

/// <summary>Loads engines by name.</summary>
internal static class EngineFactory
{
    /// <summary>Says what is missing to run an engine here, or null.</summary>
    public static string? WhatIsMissing(string engine) => engine switch
    {
        EngineNames.LlamaCpp when !Directory.Exists(LlamaLibrary.Folder) => $"{LlamaLibrary.Folder} (run eng/fetch-peers.sh)",
#if !ORT_GENAI
        EngineNames.GenAI => "ONNX Runtime GenAI in eng/feed (run eng/fetch-peers.sh and build again)",
#endif
        _ => null,
    };

    /// <summary>Makes what an engine loads, where it has to be made first.</summary>
    public static Task PrepareAsync(string engine) => engine is EngineNames.Ours or EngineNames.GenAI ? ImportedModel.MakeAsync() : Task.CompletedTask;

    /// <summary>Loads an engine with the default model.</summary>
    public static IEngine Load(string engine, int threads) => engine switch
    {
        EngineNames.Ours => new OwnEngine(threads),
        EngineNames.LlamaCpp => new LlamaCppEngine(RepositoryFiles.Model, threads),
#if ORT_GENAI
        EngineNames.GenAI => new GenAI.GenAIEngine(threads),
#endif
        _ => throw new ArgumentException($"There is no engine {engine}; there are {string.Join(", ", EngineNames.All)}.", nameof(engine)),
    };
}
