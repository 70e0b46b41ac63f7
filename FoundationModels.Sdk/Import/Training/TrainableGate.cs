namespace FoundationModels.Import.Training;

/// <summary>Writes SwiGLU (Shazeer 2020) and its gradient.</summary>
internal sealed class TrainableGate(TrainingContext context)
{
    /// <summary>silu(gate) · raised, with silu(x) = x · sigmoid(x).</summary>
    public string Apply(string name, string gate, string raised)
    {
        GraphArithmetic nodes = context.Nodes;
        string sigmoid = nodes.Node("Sigmoid", $"{name}.sigmoid", [gate]);
        string activated = nodes.Multiply($"{name}.activated", gate, sigmoid);
        string output = nodes.Multiply(name, activated, raised);
        GradientTape tape = context.Tape;
        tape.Record([output], gradients =>
        {
            string toActivated = nodes.Multiply($"{name}.to_activated", gradients[0], raised);
            tape.Accumulate(raised, nodes.Multiply($"{name}.to_raised", gradients[0], activated));

            // silu'(x) = σ + silu · (1 - σ) = σ + silu - silu · σ.
            string product = nodes.Multiply($"{name}.sigmoid_product", activated, sigmoid);
            string slope = nodes.Node("Sub", $"{name}.slope", [nodes.Add($"{name}.slope_sum", sigmoid, activated), product]);
            tape.Accumulate(gate, nodes.Multiply($"{name}.to_gate", toActivated, slope));
        });
        return output;
    }
}
