using FoundationModels.Import.Graph;
using FoundationModels.Packages;

namespace FoundationModels.Import.Architectures;

/// <summary>Writes a decoder block by block: what architectures are made of, in the form that ONNX Runtime runs best.</summary>
internal sealed class DecoderGraph : IDecoderGraph
{
    private readonly OnnxGraphBuilder _graph;
    private readonly WeightStore _weights;
    private readonly LinearMaps _linear;
    private readonly AttentionProjections _attention;
    private readonly DecoderEdges _edges;
    private readonly DecoderShape _shape;
    private readonly GraphRole _role;
    private readonly List<AdapterSlot> _slots = [];

    // The residual stream is _stream + _addend: the sum is made by the next normalization, in the same node.
    private string _stream = "";
    private string? _addend;
    private string _sumName = "";

    /// <summary>Starts a graph and declares its edges.</summary>
    public DecoderGraph(OnnxGraphBuilder graph, WeightStore weights, DecoderShape shape, GraphRole role)
    {
        (_graph, _weights, _shape, _role) = (graph, weights, shape, role);
        _linear = new LinearMaps(graph, weights, role is GraphRole.Decode or GraphRole.GenAI ? null : _slots);
        _attention = new AttentionProjections(graph, _linear, shape.Attention);
        _edges = new DecoderEdges(graph, shape, role);
    }

    /// <summary>Gets the adapter slots of the linear maps so far.</summary>
    public IReadOnlyList<AdapterSlot> Slots => _slots;

    /// <summary>Turns token ids into the residual stream.</summary>
    public void Embed(SourceMatrix table, float scale = 1)
    {
        EncodedMatrix matrix = _weights.Embedding(table);
        string output = _role == GraphRole.Full ? _edges.Residual(0) : "embeddings";
        string gathered = scale == 1 ? output : $"{output}.unscaled";
        if (matrix.Format is { } format)
        {
            _graph.RuntimeNode("GatherBlockQuantized", gathered,
                [_graph.Constant(AsTable(matrix)), _edges.Ids, _graph.Constant(matrix.Scales!)],
                ("bits", format.Bits), ("block_size", format.BlockSize), ("gather_axis", 0), ("quantize_axis", 1));
        }
        else
        {
            _graph.Node("Gather", gathered, [_graph.Constant(matrix.Values), _edges.Ids]);
        }

        _stream = Scale(output, gathered, scale);
    }

    /// <summary>Adds a block's result, multiplied by <paramref name="scale"/>, to the residual stream.</summary>
    public void AddToResidual(string value, float scale = 1) => _addend = Scale($"{value}.scaled", value, scale);

    /// <summary>Writes a layer; the residual stream behind it is an output of the full graph.</summary>
    public void Layer(int index, Action body)
    {
        body();
        if (_role == GraphRole.Full && index + 1 < _shape.Layers)
            _sumName = _edges.Residual(index + 1);
    }

    /// <summary>Normalizes the residual stream by its root mean square.</summary>
    public string NormalizeResidual(string name, float[] weight, float epsilon)
    {
        string gamma = _graph.Floats($"{name}.weight", weight);
        if (_addend is null)
        {
            return _graph.Node("SimplifiedLayerNormalization", name, [_stream, gamma],
                ("axis", -1), ("epsilon", epsilon), ("stash_type", 1));
        }

        string sum = _sumName.Length > 0 ? _sumName : $"{name}.residual";
        _graph.Node(
            "SkipSimplifiedLayerNormalization", OnnxGraphBuilder.Microsoft, [name, "", "", sum], [_stream, _addend, gamma], ("epsilon", epsilon));
        (_stream, _addend, _sumName) = (sum, null, "");
        return name;
    }

    /// <summary>A linear map.</summary>
    public string Linear(string input, SourceLinear map) => _linear.Apply(map.Name, input, [map]);

    /// <summary>Causal attention over the layer's cache, with rotary embedding unless <paramref name="rotary"/> is null.</summary>
    public string Attention(int layer, string input, AttentionWeights weights, RotaryEmbedding? rotary)
    {
        string[] projections = _attention.Project(layer, input, weights);
        (string pastKey, string pastValue, string presentKey, string presentValue) = _edges.Cache(layer);
        AttentionShape shape = _shape.Attention;
        return _graph.Node(
            "GroupQueryAttention", OnnxGraphBuilder.Microsoft, [$"layers.{layer}.attention", presentKey, presentValue],
            [.. projections, pastKey, pastValue, _edges.LastPosition, _edges.TotalLength, .. Tables(rotary)],
            ("num_heads", shape.Heads), ("kv_num_heads", shape.KeyValueHeads), ("scale", shape.Scale),
            ("do_rotary", rotary is null ? 0 : 1), ("rotary_interleaved", 0));
    }

    /// <summary>silu(gate(x)) · up(x).</summary>
    public string SwiGlu(int layer, string input, SourceLinear gate, SourceLinear up)
    {
        string name = $"layers.{layer}.ffn";
        string gated = $"{name}_gated";
        string raised = $"{name}_raised";
        if (_linear.CanStack(gate, up))
        {
            string both = _linear.Apply($"{name}_gate_up", input, [gate, up]);
            _graph.Node("Split", "", [gated, raised], [both], ("axis", -1), ("num_outputs", 2));
        }
        else
        {
            gated = Linear(input, gate);
            raised = Linear(input, up);
        }

        // QuickGelu with alpha 1, x · sigmoid(x), is SiLU in one node.
        string activated = _graph.RuntimeNode("QuickGelu", $"{name}_activated", [gated], ("alpha", 1f));
        return _graph.Node("Mul", $"{name}_product", [activated, raised]);
    }

    /// <summary>Turns the normalized residual stream into logits: of the last position when decoding, of every one otherwise.</summary>
    public void Head(string normalized, SourceMatrix table, float scale = 1)
    {
        string input = _edges.HeadInput(normalized);
        string product = scale == 1 ? _edges.Logits : "logits.unscaled";
        LinearMaps.Product(_graph, product, input, _weights.Embedding(table), bias: null);
        Scale(_edges.Logits, product, scale);
    }

    private string[] Tables(RotaryEmbedding? rotary)
    {
        if (rotary is null)
            return [];
        long[] shape = [rotary.Positions, rotary.Frequencies.Length];
        return
        [
            _graph.Constant(_weights.Floats("rotary.cos", shape, rotary.Cosines)),
            _graph.Constant(_weights.Floats("rotary.sin", shape, rotary.Sines)),
        ];
    }

    private string Scale(string output, string value, float scale) =>
        scale == 1 ? value : _graph.Node("Mul", output, [value, _graph.Scalar($"{output}.factor", scale)]);

    private static OnnxInitializer AsTable(EncodedMatrix matrix) =>
        matrix.Values with { Name = $"{matrix.Name}.table", Shape = [matrix.Rows, matrix.Columns] };
}
