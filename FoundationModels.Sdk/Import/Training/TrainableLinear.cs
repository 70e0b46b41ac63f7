using FoundationModels.Import.Graph;
using FoundationModels.Packages;

namespace FoundationModels.Import.Training;

/// <summary>Writes linear maps whose weights stay as they are, with an adapter beside each that learns: y = x·Wᵀ + s·(x·A)·B.</summary>
internal sealed class TrainableLinear(TrainingContext context)
{
    private readonly Dictionary<string, AdapterSlot> _slots = new(StringComparer.Ordinal);

    /// <summary>Applies maps to one input, with one product for all of their weights.</summary>
    /// <returns>The result of each map.</returns>
    public string[] Apply(string name, string input, params SourceLinear[] maps)
    {
        GraphArithmetic nodes = context.Nodes;
        string weight = nodes.Graph.Constant(context.Weights.Linear($"{name}.weight", [.. maps.Select(m => m.Weight)]).Values);
        string product = nodes.Product($"{name}.base", input, weight, transposeRight: true);
        string[] plain = maps.Length == 1 ? [product] : nodes.Split($"{name}.parts", product, [.. maps.Select(m => (long)m.Weight.Rows)]);
        string[] outputs = new string[maps.Length];
        string[] scaled = new string[maps.Length];
        for (int i = 0; i < maps.Length; i++)
        {
            (string a, string b) = Declare(maps[i]);
            string biased = maps[i].Bias is { } bias ? nodes.Add($"{maps[i].Name}.biased", plain[i], nodes.Graph.Floats($"{maps[i].Name}.bias", bias)) : plain[i];
            scaled[i] = nodes.Multiply($"{maps[i].Name}.scaled", nodes.Product($"{maps[i].Name}.lora_down", input, a), context.Edges.AdapterScale);
            outputs[i] = nodes.ProductPlus(maps[i].Name, scaled[i], b, biased);
        }

        GradientTape tape = context.Tape;
        tape.Record(outputs, gradients => Differentiate(tape, name, input, weight, maps, scaled, gradients));
        return outputs;
    }

    private void Differentiate(
        GradientTape tape, string name, string input, string weight, SourceLinear[] maps, string[] scaled, string[] gradients)
    {
        GraphArithmetic nodes = context.Nodes;
        bool goesOn = tape.Tracks(input);
        string toInput = goesOn ? nodes.Product($"{name}.to_input", nodes.Concat($"{name}.gradient", gradients), weight) : "";
        for (int i = 0; i < maps.Length; i++)
        {
            (string a, string b) = Declare(maps[i]);
            string down = nodes.Multiply(
                $"{maps[i].Name}.lora_down.gradient", nodes.Product($"{maps[i].Name}.scaled.gradient", gradients[i], b, transposeRight: true), context.Edges.AdapterScale);
            context.LooseGradients.Add(nodes.ProductTo(Gradient(a, maps[i].Weight.Columns, "rank"), input, down, transposeLeft: true));
            context.LooseGradients.Add(nodes.ProductTo(Gradient(b, "rank", maps[i].Weight.Rows), scaled[i], gradients[i], transposeLeft: true));
            if (goesOn)
                toInput = nodes.ProductPlus($"{maps[i].Name}.to_input", down, a, toInput, transposeRight: true);
        }

        if (goesOn)
            tape.Accumulate(input, toInput);
    }

    private (string A, string B) Declare(SourceLinear map)
    {
        AdapterSlot slot = new(map.Name, map.Weight.Columns, map.Weight.Rows);
        string a = $"{slot.Name}.lora_A";
        string b = $"{slot.Name}.lora_B";
        if (_slots.TryAdd(slot.Name, slot))
        {
            OnnxGraphBuilder graph = context.Nodes.Graph;
            graph.Input(a, OnnxElementType.Float, slot.Inputs, $"{slot.Name}.rank");
            graph.Input(b, OnnxElementType.Float, $"{slot.Name}.rank", slot.Outputs);
        }

        return (a, b);
    }

    private string Gradient(string matrix, OnnxDimension rows, OnnxDimension columns) =>
        context.Nodes.Graph.Output(TrainingInputs.Gradient(matrix), OnnxElementType.Float, rows, columns);
}
