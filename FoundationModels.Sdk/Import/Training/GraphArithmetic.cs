using FoundationModels.Import.Graph;

namespace FoundationModels.Import.Training;

/// <summary>Writes arithmetic under names of which each is used once, however often a part of the decoder is written.</summary>
/// <param name="graph">The graph.</param>
internal sealed class GraphArithmetic(OnnxGraphBuilder graph)
{
    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);

    /// <summary>Gets the graph.</summary>
    public OnnxGraphBuilder Graph { get; } = graph;

    /// <summary>A name that no other value has.</summary>
    public string Fresh(string name)
    {
        int use = _uses[name] = _uses.GetValueOrDefault(name) + 1;
        return use == 1 ? name : $"{name}~{use}";
    }

    /// <summary>A standard operator with one output.</summary>
    public string Node(string type, string name, string[] inputs, params OnnxAttribute[] attributes) =>
        Graph.Node(type, Fresh(name), inputs, attributes);

    /// <summary>The sum of two values.</summary>
    public string Add(string name, string left, string right) => Node("Add", name, [left, right]);

    /// <summary>The product of two values, entry by entry.</summary>
    public string Multiply(string name, string left, string right) => Node("Mul", name, [left, right]);

    /// <summary>The product of two matrices, of the last two axes where there are more.</summary>
    public string Product(string name, string left, string right, bool transposeLeft = false, bool transposeRight = false, float alpha = 1) =>
        ProductTo(Fresh(name), left, right, transposeLeft, transposeRight, alpha);

    /// <summary>The same under a name that is taken as it is.</summary>
    public string ProductTo(string output, string left, string right, bool transposeLeft = false, bool transposeRight = false, float alpha = 1) =>
        Graph.RuntimeNode("FusedMatMul", output, [left, right], ("alpha", alpha), ("transA", transposeLeft ? 1 : 0), ("transB", transposeRight ? 1 : 0));

    /// <summary>The product of two matrices, added to a third.</summary>
    public string ProductPlus(string name, string left, string right, string addend, bool transposeRight = false) =>
        Node("Gemm", name, [left, right, addend], ("transB", transposeRight ? 1 : 0));

    /// <summary>Another shape; 0 keeps an axis, -1 takes what is left.</summary>
    public string Reshape(string name, string value, params long[] shape) =>
        Node("Reshape", name, [value, Graph.Integers($"shape_{string.Join('_', shape)}", shape)]);

    /// <summary>Another order of axes.</summary>
    public string Transpose(string name, string value, params long[] order) => Node("Transpose", name, [value], ("perm", order));

    /// <summary>Rows of a matrix.</summary>
    public string Gather(string name, string value, string rows) => Node("Gather", name, [value, rows]);

    /// <summary>Parts of the last axis.</summary>
    public string[] Split(string name, string value, params long[] sizes)
    {
        string[] parts = [.. sizes.Select((_, i) => Fresh($"{name}.{i}"))];
        Graph.Node("Split", "", parts, [value, Graph.Integers($"sizes_{string.Join('_', sizes)}", sizes)], ("axis", -1));
        return parts;
    }

    /// <summary>Parts side by side on the last axis.</summary>
    public string Concat(string name, params string[] parts) => parts.Length == 1 ? parts[0] : Node("Concat", name, parts, ("axis", -1));

    /// <summary>A value as it is, but not before another one is known: it keeps a runtime from computing what follows too early.</summary>
    public string After(string name, string value, string other) =>
        Node("Where", name, [Graph.Constant(new OnnxInitializer("always", OnnxElementType.Bool, [1], new byte[] { 1 }, null)), value, other]);

    /// <summary>A value as it is, but not before others of any shape are known.</summary>
    public string AfterAll(string name, string value, IEnumerable<string> others)
    {
        string[] sizes = [.. others.Select((other, i) => Node("Size", $"{name}.size_{i}", [other]))];
        string known = Node("GreaterOrEqual", $"{name}.known", [Node("Max", $"{name}.largest", sizes), Graph.Integers("none", 0)]);
        return Node("Where", name, [known, value, value]);
    }
}
