using FoundationModels.Import.Architectures;
using FoundationModels.Import.Graph;

namespace FoundationModels.Import.Training;

/// <summary>Writes rotary embedding (Su et al. 2021) and its gradient, which is the rotation back.</summary>
internal sealed class TrainableRotary(TrainingContext context)
{
    private (string Cosine, string Sine)? _angles;

    /// <summary>Rotates the pairs (j, j + half) of each head of [rows, heads · size].</summary>
    public string Apply(string name, string input, RotaryEmbedding rotary)
    {
        string output = Turn(name, input, rotary, forward: true);
        GradientTape tape = context.Tape;
        if (tape.Tracks(input))
            tape.Record([output], gradients => tape.Accumulate(input, Turn($"{name}.gradient", gradients[0], rotary, forward: false)));
        return output;
    }

    private string Turn(string name, string input, RotaryEmbedding rotary, bool forward)
    {
        GraphArithmetic nodes = context.Nodes;
        (string cosine, string sine) = _angles ??= Angles(rotary);
        int size = context.Shape.Attention.HeadSize;
        int half = rotary.Frequencies.Length;
        string heads = nodes.Reshape($"{name}.heads", input, 0, -1, size);
        string[] parts = size == 2 * half ? nodes.Split($"{name}.halves", heads, half, half) : nodes.Split($"{name}.halves", heads, half, half, size - (2 * half));
        string first = Combine($"{name}.first", parts[0], parts[1], cosine, sine, forward ? "Sub" : "Add");
        string second = Combine($"{name}.second", parts[1], parts[0], cosine, sine, forward ? "Add" : "Sub");
        string turned = nodes.Concat($"{name}.turned", [first, second, .. parts[2..]]);
        return nodes.Reshape(name, turned, 0, -1);
    }

    private string Combine(string name, string value, string other, string cosine, string sine, string type) => context.Nodes.Node(type, name,
        [context.Nodes.Multiply($"{name}.cosine", value, cosine), context.Nodes.Multiply($"{name}.sine", other, sine)]);

    private (string Cosine, string Sine) Angles(RotaryEmbedding rotary)
    {
        long[] shape = [rotary.Positions, rotary.Frequencies.Length];
        return (OfRows("cosines", context.Weights.Floats("rotary.cos", shape, rotary.Cosines)), OfRows("sines", context.Weights.Floats("rotary.sin", shape, rotary.Sines)));
    }

    private string OfRows(string name, OnnxInitializer table)
    {
        GraphArithmetic nodes = context.Nodes;
        string rows = nodes.Gather($"{name}.rows", nodes.Graph.Constant(table), context.Edges.Positions);
        return nodes.Node("Unsqueeze", name, [rows, nodes.Graph.Integers("axis_1", 1)]);
    }
}
