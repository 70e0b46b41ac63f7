using FoundationModels.Import.Graph;

namespace FoundationModels.Import.Architectures;

/// <summary>Writes what comes before attention: queries, keys and values of a layer's input.</summary>
internal sealed class AttentionProjections(OnnxGraphBuilder graph, LinearMaps linear, AttentionShape shape)
{
    /// <summary>The first three inputs of the attention node; a single one where all lie side by side in it.</summary>
    public string[] Project(int layer, string input, AttentionWeights weights)
    {
        string name = $"layers.{layer}.attn";
        if (!linear.CanStack(weights.Query, weights.Key, weights.Value))
            return Normalize(name, [Single(input, weights.Query), Single(input, weights.Key), Single(input, weights.Value)], weights.Norms);

        string packed = linear.Apply($"{name}_qkv", input, [weights.Query, weights.Key, weights.Value]);
        if (weights.Norms is null)
            return [packed, "", ""];
        string[] parts = [$"{name}.queries", $"{name}.keys", $"{name}.values"];
        string sizes = graph.Integers("attention_split", weights.Query.Weight.Rows, weights.Key.Weight.Rows, weights.Value.Weight.Rows);
        graph.Node("Split", "", parts, [packed, sizes], ("axis", -1));
        return Normalize(name, parts, weights.Norms);
    }

    private string Single(string input, SourceLinear map) => linear.Apply(map.Name, input, [map]);

    private string[] Normalize(string name, string[] parts, HeadNorms? norms) => norms is null ? parts :
    [
        Normalize($"{name}_q_norm", parts[0], shape.Heads, norms.Query, norms.Epsilon),
        Normalize($"{name}_k_norm", parts[1], shape.KeyValueHeads, norms.Key, norms.Epsilon),
        parts[2],
    ];

    /// <summary>Normalizes each head: for that the heads of all positions lie one after the other.</summary>
    private string Normalize(string name, string input, int heads, float[] weight, float epsilon)
    {
        string rows = graph.Node("Reshape", $"{name}.heads", [input, graph.Integers("head_rows", 0, -1, shape.HeadSize)]);
        string normalized = graph.Node("SimplifiedLayerNormalization", $"{name}.normalized", [rows, graph.Floats($"{name}.weight", weight)],
            ("axis", -1), ("epsilon", epsilon), ("stash_type", 1));
        return graph.Node("Reshape", name, [normalized, graph.Integers($"rows_of_{heads}_heads", 0, -1, heads * shape.HeadSize)]);
    }
}
