using FoundationModels.Import.Graph;

namespace FoundationModels.Import.Architectures;

/// <summary>The inputs and outputs of a decoder's graph, which depend on what the graph is for.</summary>
internal sealed class DecoderEdges
{
    private const string Batch = "batch";
    private const string Sequence = "sequence";
    private const string Total = "total";
    private const string Capacity = "capacity";

    private readonly OnnxGraphBuilder _graph;
    private readonly DecoderShape _shape;
    private readonly GraphRole _role;

    /// <summary>Declares the inputs that every layer shares.</summary>
    public DecoderEdges(OnnxGraphBuilder graph, DecoderShape shape, GraphRole role)
    {
        (_graph, _shape, _role) = (graph, shape, role);
        Ids = graph.Input("input_ids", OnnxElementType.Int64, BatchSize, Sequence);
        if (IsGenAI)
        {
            string mask = graph.Input("attention_mask", OnnxElementType.Int64, Batch, Total);
            string count = graph.Node("ReduceSum", "mask_sum", [mask, graph.Integers("axis_1", 1)], ("keepdims", 0));
            string last = graph.Node("Sub", "mask_last", [count, graph.Integers("one", 1)]);
            LastPosition = graph.Node("Cast", "seqlens_k", [last], ("to", (int)OnnxElementType.Int32));
            string total = graph.Node("Gather", "mask_length", [graph.Node("Shape", "mask_shape", [mask]), graph.Integers("length_index", 1)]);
            TotalLength = graph.Node("Cast", "total_sequence_length", [total], ("to", (int)OnnxElementType.Int32));
        }
        else
        {
            LastPosition = graph.Input("seqlens_k", OnnxElementType.Int32, 1);
            TotalLength = graph.Input("total_sequence_length", OnnxElementType.Int32, 1);
        }

        OnnxDimension rows = role is GraphRole.Decode or GraphRole.Adapted ? 1 : Sequence;
        Logits = graph.Output("logits", OnnxElementType.Float, BatchSize, rows, shape.Vocabulary);
    }

    /// <summary>Gets the token ids.</summary>
    public string Ids { get; }

    /// <summary>Gets the position of the last token.</summary>
    public string LastPosition { get; }

    /// <summary>Gets the number of positions, past and new.</summary>
    public string TotalLength { get; }

    /// <summary>Gets the logits' name.</summary>
    public string Logits { get; }

    private bool IsGenAI => _role is GraphRole.GenAI or GraphRole.GenAIAdapted;

    private OnnxDimension BatchSize => IsGenAI ? Batch : 1;

    /// <summary>Declares a layer's cache. The outputs are never optional, and are bound to the inputs' buffers.</summary>
    public (string PastKey, string PastValue, string PresentKey, string PresentValue) Cache(int layer)
    {
        OnnxDimension[] shape = [BatchSize, _shape.Attention.KeyValueHeads, Capacity, _shape.Attention.HeadSize];
        return (
            _graph.Input($"past_key_values.{layer}.key", OnnxElementType.Float, shape),
            _graph.Input($"past_key_values.{layer}.value", OnnxElementType.Float, shape),
            _graph.Output($"present.{layer}.key", OnnxElementType.Float, shape),
            _graph.Output($"present.{layer}.value", OnnxElementType.Float, shape));
    }

    /// <summary>Declares the residual stream after a number of layers as an output.</summary>
    public string Residual(int layers) => _graph.Output($"residual.{layers}", OnnxElementType.Float, 1, Sequence, _shape.Hidden);

    /// <summary>What the output projection reads: the last position when decoding; the full graph has every position, as an output too.</summary>
    public string HeadInput(string normalized) => _role switch
    {
        GraphRole.Decode or GraphRole.Adapted => _graph.Node("Slice", "last_position",
            [normalized, _graph.Integers("minus_one", -1), _graph.Integers("end", int.MaxValue), _graph.Integers("axis_1", 1)]),
        GraphRole.Full => _graph.Node(
            "Identity", _graph.Output("hidden_states", OnnxElementType.Float, 1, Sequence, _shape.Hidden), [normalized]),
        _ => normalized,
    };
}
