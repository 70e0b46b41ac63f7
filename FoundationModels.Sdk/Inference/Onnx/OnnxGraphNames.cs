using FoundationModels.Packages;
using Microsoft.ML.OnnxRuntime;

namespace FoundationModels.Inference.Onnx;

/// <summary>The names of a graph's inputs and outputs.</summary>
internal static class OnnxGraphNames
{
    /// <summary>Token ids, int64 [1, S].</summary>
    public const string Tokens = "input_ids";

    /// <summary>The index of the last token, int32 [1].</summary>
    public const string SequenceLength = "seqlens_k";

    /// <summary>The number of tokens with the new ones, int32 [1].</summary>
    public const string TotalLength = "total_sequence_length";

    /// <summary>Logits, float32 [1, 1 or S, vocabulary].</summary>
    public const string Logits = "logits";

    /// <summary>The keys or values that a layer reads.</summary>
    public static string Past(int layer, bool key) => $"past_key_values.{layer}.{(key ? "key" : "value")}";

    /// <summary>The same buffer as an output.</summary>
    public static string Present(int layer, bool key) => $"present.{layer}.{(key ? "key" : "value")}";

    /// <summary>Checks that a graph has the inputs and outputs of its manifest.</summary>
    /// <exception cref="ModelFormatException">One is missing or has another shape.</exception>
    public static void Check(InferenceSession session, string path, ModelManifest manifest)
    {
        foreach (string name in new[] { Tokens, SequenceLength, TotalLength })
            Find(session.InputMetadata, path, name);
        CheckDimension(Find(session.OutputMetadata, path, Logits), path, Logits, 2, manifest.VocabularySize);
        for (int layer = 0; layer < manifest.KeyValue.Layers; layer++)
        {
            foreach (bool key in new[] { true, false })
            {
                NodeMetadata past = Find(session.InputMetadata, path, Past(layer, key));
                CheckDimension(past, path, Past(layer, key), 1, manifest.KeyValue.Heads);
                CheckDimension(past, path, Past(layer, key), 3, manifest.KeyValue.HeadSize);
                Find(session.OutputMetadata, path, Present(layer, key));
            }
        }

        // A layer that the manifest doesn't count would run without a cache, which ends the process.
        int extra = session.OutputMetadata.Keys.Count(k => k.StartsWith("present.", StringComparison.Ordinal)) - (2 * manifest.KeyValue.Layers);
        if (extra != 0)
            throw new ModelFormatException(path, null, $"The graph has {extra} more key and value outputs than the manifest's {manifest.KeyValue.Layers} layers.");
    }

    /// <summary>Checks that a graph has a place for a matrix: an input whose one size is the rank, 0 unless something is bound.</summary>
    /// <exception cref="ModelFormatException">It has none.</exception>
    public static void CheckMatrix(IReadOnlyDictionary<string, NodeMetadata> inputs, string path, AdapterMatrix matrix)
    {
        int[] shape = Find(inputs, path, matrix.Name).Dimensions;
        int[] wanted = [matrix.Rows, matrix.Columns];
        if (shape.Length != 2 || shape.Where((size, axis) => size > 0 && size != wanted[axis]).Any() || matrix.Values.Length != matrix.Rows * matrix.Columns)
            throw new ModelFormatException(path, matrix.Name, $"Its shape is [{string.Join(", ", shape)}]; the adapter's matrix is [{matrix.Rows}, {matrix.Columns}].");
    }

    private static NodeMetadata Find(IReadOnlyDictionary<string, NodeMetadata> nodes, string path, string name) =>
        nodes.TryGetValue(name, out NodeMetadata? node) ? node : throw new ModelFormatException(path, name, "The graph lacks it. Import the model again.");

    private static void CheckDimension(NodeMetadata node, string path, string name, int axis, int expected)
    {
        if (node.Dimensions.Length <= axis || (node.Dimensions[axis] > 0 && node.Dimensions[axis] != expected))
            throw new ModelFormatException(path, name, $"Its shape is [{string.Join(", ", node.Dimensions)}]; the manifest says {expected} on axis {axis}.");
    }
}
