using FoundationModels.Import.Architectures;
using FoundationModels.Import.Graph;

namespace FoundationModels.Import.Training;

/// <summary>
/// Writes a decoder and the gradients of its adapters as one graph of ordinary operators, so that a runtime made for inference can train: the
/// loss on responses' tokens, and for each adapter slot the gradients of A and B. Everything else stays as it is.
/// </summary>
internal sealed class TrainingGraph : IDecoderGraph
{
    private readonly TrainingContext _context;
    private readonly TrainableLinear _linear;
    private readonly TrainableNorm _norm;
    private readonly TrainableRotary _rotary;
    private readonly TrainableAttention _attention;
    private readonly TrainableGate _gate;
    private readonly bool _recomputes;

    // The residual stream.
    private string _stream = "";

    /// <summary>Starts a graph.</summary>
    /// <param name="graph">Takes the nodes.</param>
    /// <param name="weights">The weights, in float32.</param>
    /// <param name="shape">The decoder's sizes.</param>
    /// <param name="recomputes">
    /// Whether a layer's values are computed a second time for its gradients (Chen et al. 2016) instead of kept: a third more work, and memory for
    /// one layer instead of all.
    /// </param>
    public TrainingGraph(OnnxGraphBuilder graph, WeightStore weights, DecoderShape shape, bool recomputes)
    {
        _context = new TrainingContext(graph, weights, shape);
        _linear = new TrainableLinear(_context);
        _norm = new TrainableNorm(_context);
        _rotary = new TrainableRotary(_context);
        _attention = new TrainableAttention(_context);
        _gate = new TrainableGate(_context);
        _recomputes = recomputes;
    }

    private GraphArithmetic Nodes => _context.Nodes;

    /// <inheritdoc/>
    public void Embed(SourceMatrix table, float scale = 1)
    {
        string weight = Nodes.Graph.Constant(_context.Weights.Embedding(table).Values);
        _stream = Scale("embeddings.scaled", Nodes.Gather("embeddings", weight, _context.Edges.Ids), scale);
    }

    /// <inheritdoc/>
    public void Layer(int index, Action body)
    {
        string start = _stream;
        GradientTape outer = _context.Tape;
        bool goesOn = outer.Tracks(start);
        if (!_recomputes)
        {
            if (goesOn)
            {
                _stream = Nodes.Node("Identity", $"layers.{index}.start", [start]);
                outer.Record([_stream], gradients => outer.Accumulate(start, AfterAdapters(index, gradients[0])));
            }

            body();
            return;
        }

        // What is recorded here is not wanted: of the layer's values only the last one stays.
        NewTape(start, goesOn);
        body();
        _context.Tape = outer;
        outer.Record([_stream], gradients =>
        {
            _stream = Nodes.After($"layers.{index}.again", start, gradients[0]);
            string again = _stream;
            GradientTape inner = NewTape(again, goesOn);
            body();
            inner.Accumulate(_stream, gradients[0]);
            inner.Backpropagate();
            if (goesOn)
                outer.Accumulate(start, AfterAdapters(index, inner.Gradient(again)));
            _context.Tape = outer;
        });
    }

    /// <inheritdoc/>
    public string NormalizeResidual(string name, float[] weight, float epsilon) => _norm.Apply(name, _stream, weight, epsilon);

    /// <inheritdoc/>
    public void AddToResidual(string value, float scale = 1)
    {
        string before = _stream;
        string sum = Nodes.Add($"{value}.residual", before, Scale($"{value}.factor", value, scale));
        GradientTape tape = _context.Tape;
        tape.Record([sum], gradients =>
        {
            tape.Accumulate(before, gradients[0]);
            tape.Accumulate(value, Scale($"{value}.gradient", gradients[0], scale));
        });
        _stream = sum;
    }

    /// <inheritdoc/>
    public string Linear(string input, SourceLinear map) => _linear.Apply(map.Name, input, map)[0];

    /// <inheritdoc/>
    public string Attention(int layer, string input, AttentionWeights weights, RotaryEmbedding? rotary)
    {
        string name = $"layers.{layer}.attn";
        string[] parts = _linear.Apply($"{name}_qkv", input, weights.Query, weights.Key, weights.Value);
        string query = Place($"{name}_q", parts[0], weights.Norms?.Query, weights.Norms, rotary);
        string key = Place($"{name}_k", parts[1], weights.Norms?.Key, weights.Norms, rotary);
        return _attention.Apply($"layers.{layer}.attention", query, key, parts[2]);
    }

    /// <inheritdoc/>
    public string SwiGlu(int layer, string input, SourceLinear gate, SourceLinear up)
    {
        string[] parts = _linear.Apply($"layers.{layer}.ffn_gate_up", input, gate, up);
        return _gate.Apply($"layers.{layer}.ffn_product", parts[0], parts[1]);
    }

    /// <summary>Writes the loss, and behind it all gradients.</summary>
    public void Head(string normalized, SourceMatrix table, float scale = 1)
    {
        new ResponseLoss(_context).Apply(normalized, table, scale);
        _context.Tape.Backpropagate();
    }

    /// <summary>
    /// A layer's gradient, but not before those of its adapters. They are outputs that nothing else reads: a runtime is free to compute them at the
    /// very end, and would keep the values of all layers until then.
    /// </summary>
    private string AfterAdapters(int layer, string gradient)
    {
        string ordered = Nodes.AfterAll($"layers.{layer}.gradient", gradient, _context.LooseGradients);
        _context.LooseGradients.Clear();
        return ordered;
    }

    private GradientTape NewTape(string start, bool tracked)
    {
        _context.Tape = new GradientTape(Nodes);
        if (tracked)
            _context.Tape.Track(start);
        return _context.Tape;
    }

    private string Place(string name, string value, float[]? weight, HeadNorms? norms, RotaryEmbedding? rotary)
    {
        string normal = weight is null ? value : NormalizeHeads($"{name}_norm", value, weight, norms!.Epsilon);
        return rotary is null ? normal : _rotary.Apply($"{name}_rotated", normal, rotary);
    }

    private string NormalizeHeads(string name, string value, float[] weight, float epsilon)
    {
        string heads = Reshape($"{name}.heads", value, [0, -1, _context.Shape.Attention.HeadSize], [0, -1]);
        return Reshape($"{name}.rows", _norm.Apply(name, heads, weight, epsilon), [0, -1], [0, -1, _context.Shape.Attention.HeadSize]);
    }

    private string Reshape(string name, string value, long[] shape, long[] back)
    {
        string output = Nodes.Reshape(name, value, shape);
        GradientTape tape = _context.Tape;
        tape.Record([output], gradients => tape.Accumulate(value, Nodes.Reshape($"{name}.gradient", gradients[0], back)));
        return output;
    }

    private string Scale(string name, string value, float scale) =>
        scale == 1 ? value : Nodes.Multiply(name, value, Nodes.Graph.Scalar($"factor_{scale:R}", scale));
}
