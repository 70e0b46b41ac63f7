namespace FoundationModels.Import.Training;

/// <summary>Writes RMSNorm (Zhang and Sennrich 2019) over the last axis and its gradient.</summary>
internal sealed class TrainableNorm(TrainingContext context)
{
    /// <summary>x · w / √(mean(x²) + ε).</summary>
    public string Apply(string name, string input, float[] weight, float epsilon)
    {
        GraphArithmetic nodes = context.Nodes;
        string gamma = nodes.Graph.Floats($"{name}.weight", weight);
        string output = nodes.Fresh(name);
        string inverse = nodes.Fresh($"{name}.inverse");
        nodes.Graph.Node("SimplifiedLayerNormalization", "", [output, inverse], [input, gamma], ("axis", -1), ("epsilon", epsilon), ("stash_type", 1));
        GradientTape tape = context.Tape;
        if (tape.Tracks(input))
            tape.Record([output], gradients => tape.Accumulate(input, Differentiate(name, input, gamma, inverse, gradients[0])));
        return output;
    }

    // With x̂ = x / rms and g = dy · w: dx = (g - x̂ · mean(g · x̂)) / rms.
    private string Differentiate(string name, string input, string gamma, string inverse, string gradient)
    {
        GraphArithmetic nodes = context.Nodes;
        string g = nodes.Multiply($"{name}.weighted", gradient, gamma);
        string normal = nodes.Multiply($"{name}.normal", input, inverse);
        string mean = nodes.Node("ReduceMean", $"{name}.mean", [nodes.Multiply($"{name}.parallel", g, normal), nodes.Graph.Integers("last_axis", -1)]);
        string difference = nodes.Node("Sub", $"{name}.orthogonal", [g, nodes.Multiply($"{name}.projection", normal, mean)]);
        return nodes.Multiply($"{name}.gradient", difference, inverse);
    }
}
