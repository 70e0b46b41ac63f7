namespace FoundationModels.Import.Architectures;

/// <summary>Reads and checks the layers of a <see cref="LlamaArchitecture"/>.</summary>
internal sealed class LlamaLayerReader(
    ModelSource source, DecoderShape shape, LlamaVariant variant, float epsilon, int feedForward, int rotatedDimensions)
{
    private readonly AttentionShape _attention = shape.Attention;

    /// <summary>Reads layer number <paramref name="index"/>.</summary>
    public LlamaLayer Read(int index)
    {
        int queries = _attention.Heads * _attention.HeadSize;
        int keys = _attention.KeyValueHeads * _attention.HeadSize;
        return new LlamaLayer(
            source.Vector($"blk.{index}.attn_norm.weight", shape.Hidden),
            new AttentionWeights(
                Linear(index, "attn_q", queries, shape.Hidden, RowOrder(_attention.Heads)),
                Linear(index, "attn_k", keys, shape.Hidden, RowOrder(_attention.KeyValueHeads)),
                Linear(index, "attn_v", keys, shape.Hidden),
                variant.NormalizesHeads ? Norms(index) : null),
            Linear(index, "attn_output", shape.Hidden, queries),
            source.Vector($"blk.{index}.ffn_norm.weight", shape.Hidden),
            Linear(index, "ffn_gate", feedForward, shape.Hidden),
            Linear(index, "ffn_up", feedForward, shape.Hidden),
            Linear(index, "ffn_down", shape.Hidden, feedForward));
    }

    private HeadNorms Norms(int index) => new(
        source.Vector($"blk.{index}.attn_q_norm.weight", _attention.HeadSize),
        source.Vector($"blk.{index}.attn_k_norm.weight", _attention.HeadSize),
        epsilon);

    private int[]? RowOrder(int heads) =>
        variant.PairsAreNeighbours && source.File.PermutesRotaryRows ? RotaryRows.Order(heads, _attention.HeadSize, rotatedDimensions) : null;

    private SourceLinear Linear(int layer, string part, int outputs, int inputs, int[]? order = null)
    {
        string name = $"layers.{layer}.{part}";
        float[]? bias = source.OptionalVector($"blk.{layer}.{part}.bias", outputs);
        return new SourceLinear(
            name,
            source.Matrix($"blk.{layer}.{part}.weight", outputs, inputs, order) with { Change = source.Change?.ChangeOf(name) },
            bias is null || order is null ? bias : [.. order.Select(row => bias[row])]);
    }
}
