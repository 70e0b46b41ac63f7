using FoundationModels.Import.Graph;
using FoundationModels.Packages;

namespace FoundationModels.Import.Architectures;

/// <summary>Writes the places of adapters beside linear maps: (x A) B, where A and B are inputs of rank 0 until an adapter is bound.</summary>
/// <param name="graph">The graph.</param>
/// <param name="perProduct">
/// Whether maps that are one product have one pair of matrices as well, which costs less in a step: the A's side by side, the B's along a diagonal.
/// Otherwise each map has its own.
/// </param>
internal sealed class AdapterSlots(OnnxGraphBuilder graph, bool perProduct)
{
    private readonly List<AdapterSlot> _slots = [];

    /// <summary>Gets the slot of each map so far.</summary>
    public IReadOnlyList<AdapterSlot> Slots => _slots;

    /// <summary>What adapters add to the maps of one product, side by side.</summary>
    public string Apply(string product, string input, SourceLinear[] maps)
    {
        foreach (SourceLinear map in maps)
            _slots.Add(new AdapterSlot(map.Name, map.Weight.Columns, map.Weight.Rows, product));
        if (perProduct)
            return Apply(product, input, maps[0].Weight.Columns, maps.Sum(m => m.Weight.Rows));
        string[] parts = [.. maps.Select(m => Apply(m.Name, input, m.Weight.Columns, m.Weight.Rows))];
        return parts.Length == 1 ? parts[0] : graph.Node("Concat", $"{product}.lora", parts, ("axis", -1));
    }

    private string Apply(string name, string input, int inputs, int outputs)
    {
        string rank = $"{name}.rank";
        string a = graph.Input($"{name}.lora_A", OnnxElementType.Float, inputs, rank);
        string b = graph.Input($"{name}.lora_B", OnnxElementType.Float, rank, outputs);
        graph.Constant(new OnnxInitializer(a, OnnxElementType.Float, [inputs, 0], default, null));
        graph.Constant(new OnnxInitializer(b, OnnxElementType.Float, [0, outputs], default, null));
        return graph.Node("MatMul", $"{name}.lora", [graph.Node("MatMul", $"{name}.lora_down", [input, a]), b]);
    }
}
