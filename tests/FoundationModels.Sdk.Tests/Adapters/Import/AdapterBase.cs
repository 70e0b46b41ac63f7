using FoundationModels.Packages;

namespace FoundationModels.Sdk.Tests.Adapters.Import;

/// <summary>Manifests of models that adapters are imported for; no model is behind them.</summary>
internal static class AdapterBase
{
    /// <summary>The shape of the default model.</summary>
    public static ModelManifest Default { get; } = Manifest(30, 576, 3, 9, 64, 1536);

    /// <summary>A model with two layers of width 8 and two heads of 4.</summary>
    public static ModelManifest Tiny { get; } = Manifest(2, 8, 1, 2, 4, 12);

    private static ModelManifest Manifest(int layers, int hidden, int keyHeads, int heads, int headSize, int feedForward) => new()
    {
        Format = 1,
        Id = "base",
        Architecture = "llama",
        Precision = ModelPrecision.Exact,
        ContextSize = 128,
        VocabularySize = 512,
        HiddenSize = hidden,
        KeyValue = new KeyValueLayout(layers, keyHeads, headSize),
        Graphs = new ModelGraphs("model.onnx", "model_full.onnx", "model_adapted.onnx"),
        EndOfTurnTokens = [2],
        AdapterSlots = [.. Enumerable.Range(0, layers).SelectMany(i => new AdapterSlot[]
        {
            new($"layers.{i}.attn_q", hidden, heads * headSize),
            new($"layers.{i}.attn_k", hidden, keyHeads * headSize),
            new($"layers.{i}.attn_v", hidden, keyHeads * headSize),
            new($"layers.{i}.attn_output", heads * headSize, hidden),
            new($"layers.{i}.ffn_gate", hidden, feedForward),
            new($"layers.{i}.ffn_up", hidden, feedForward),
            new($"layers.{i}.ffn_down", feedForward, hidden),
        })],
        SourceSignature = new string('a', 64),
        Files = [],
    };
}
