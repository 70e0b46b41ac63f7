using FoundationModels.Import.Graph;
using FoundationModels.Packages;

namespace FoundationModels.Import.Architectures;

/// <summary>Writes linear maps: one product for several maps over the same input, and a slot for an adapter beside each map.</summary>
/// <param name="graph">The graph.</param>
/// <param name="weights">The weights.</param>
/// <param name="slots">Takes the slots, or null for a graph without.</param>
internal sealed class LinearMaps(OnnxGraphBuilder graph, WeightStore weights, List<AdapterSlot>? slots)
{
    // Kernels quantize activations to 8 bits; without this level they decode the whole matrix at every call.
    private const int AccuracyLevel = 4;

    private readonly Dictionary<string, string> _withMeans = new(StringComparer.Ordinal);

    /// <summary>Whether maps can be one product.</summary>
    public bool CanStack(params SourceLinear[] maps) => weights.CanStack([.. maps.Select(m => m.Weight)]);

    /// <summary>Applies maps to one input; the results lie side by side.</summary>
    public string Apply(string name, string input, SourceLinear[] maps)
    {
        EncodedMatrix matrix = weights.Linear($"{name}.weight", [.. maps.Select(m => m.Weight)]);
        string? bias = Array.TrueForAll(maps, m => m.Bias is null) ? null : Bias(name, maps);
        string product = slots is null ? name : $"{name}.base";
        string source = matrix.Format is { HasCorrection: true } format ? WithMeans(input, format.BlockSize) : input;
        Product(graph, product, source, matrix, bias);
        if (slots is null)
            return name;

        string[] adapted = [.. maps.Select(m => Slot(input, m))];
        string delta = adapted.Length == 1 ? adapted[0] : graph.Node("Concat", $"{name}.lora", adapted, ("axis", -1));
        return graph.Node("Add", name, [product, delta]);
    }

    /// <summary>Multiplies with one matrix.</summary>
    public static string Product(OnnxGraphBuilder graph, string output, string input, EncodedMatrix matrix, string? bias)
    {
        if (matrix.Format is not { } format)
        {
            string weight = graph.Constant(matrix.Values);
            if (bias is null)
                return graph.RuntimeNode("FusedMatMul", output, [input, weight], ("transB", 1));
            return graph.Node("Add", output, [graph.RuntimeNode("FusedMatMul", $"{output}.product", [input, weight], ("transB", 1)), bias]);
        }

        string zeroPoints = matrix.ZeroPoints is null ? "" : graph.Constant(matrix.ZeroPoints);
        string[] inputs = bias is null
            ? [input, graph.Constant(matrix.Values), graph.Constant(matrix.Scales!), zeroPoints]
            : [input, graph.Constant(matrix.Values), graph.Constant(matrix.Scales!), zeroPoints, "", bias];
        return graph.RuntimeNode("MatMulNBits", output, inputs,
            ("K", format.ProductColumns(matrix.Columns)), ("N", matrix.Rows), ("bits", format.Bits), ("block_size", format.BlockSize),
            ("accuracy_level", AccuracyLevel));
    }

    /// <summary>The input followed by the means of its blocks, which the correction columns are multiplied with.</summary>
    private string WithMeans(string input, int blockSize)
    {
        if (!_withMeans.TryGetValue(input, out string? extended))
        {
            // Pooling [1, S, K] treats the positions as channels, so one node makes all means.
            long[] window = [blockSize];
            string means = graph.Node("AveragePool", $"{input}.means", [input], ("kernel_shape", window), ("strides", window));
            extended = graph.Node("Concat", $"{input}.extended", [input, means], ("axis", -1));
            _withMeans.Add(input, extended);
        }

        return extended;
    }

    /// <summary>(x A) B, where A and B are inputs of rank 0 until an adapter is bound.</summary>
    private string Slot(string input, SourceLinear map)
    {
        AdapterSlot slot = new(map.Name, map.Weight.Columns, map.Weight.Rows);
        slots!.Add(slot);
        string rank = $"{slot.Name}.rank";
        string a = graph.Input($"{slot.Name}.lora_A", OnnxElementType.Float, slot.Inputs, rank);
        string b = graph.Input($"{slot.Name}.lora_B", OnnxElementType.Float, rank, slot.Outputs);
        graph.Constant(new OnnxInitializer(a, OnnxElementType.Float, [slot.Inputs, 0], default, null));
        graph.Constant(new OnnxInitializer(b, OnnxElementType.Float, [0, slot.Outputs], default, null));
        return graph.Node("MatMul", $"{slot.Name}.lora", [graph.Node("MatMul", $"{slot.Name}.lora_down", [input, a]), b]);
    }

    private string Bias(string name, SourceLinear[] maps)
    {
        float[] bias = [.. maps.SelectMany(m => m.Bias ?? new float[m.Weight.Rows])];
        return graph.Floats($"{name}.bias", bias);
    }
}
