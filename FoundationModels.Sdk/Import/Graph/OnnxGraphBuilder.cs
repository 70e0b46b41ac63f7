using System.Runtime.InteropServices;

namespace FoundationModels.Import.Graph;

/// <summary>Collects the nodes, constants, inputs and outputs of one graph.</summary>
/// <param name="name">The graph's name.</param>
internal sealed class OnnxGraphBuilder(string name)
{
    /// <summary>The domain of ONNX Runtime's own operators.</summary>
    public const string Microsoft = "com.microsoft";

    private readonly List<OnnxNode> _nodes = [];
    private readonly Dictionary<string, OnnxInitializer> _initializers = new(StringComparer.Ordinal);
    private readonly List<OnnxValueInfo> _inputs = [];
    private readonly List<OnnxValueInfo> _outputs = [];

    /// <summary>Gets the graph's name.</summary>
    public string Name { get; } = name;

    /// <summary>Gets the nodes, each after those that it reads.</summary>
    public IReadOnlyList<OnnxNode> Nodes => _nodes;

    /// <summary>Gets the constants.</summary>
    public IReadOnlyCollection<OnnxInitializer> Initializers => _initializers.Values;

    /// <summary>Gets the inputs.</summary>
    public IReadOnlyList<OnnxValueInfo> Inputs => _inputs;

    /// <summary>Gets the outputs.</summary>
    public IReadOnlyList<OnnxValueInfo> Outputs => _outputs;

    /// <summary>Declares an input.</summary>
    /// <returns>The input's name.</returns>
    public string Input(string name, OnnxElementType type, params OnnxDimension[] shape)
    {
        _inputs.Add(new OnnxValueInfo(name, type, shape));
        return name;
    }

    /// <summary>Declares an output; a node writes the value of that name.</summary>
    /// <returns>The output's name.</returns>
    public string Output(string name, OnnxElementType type, params OnnxDimension[] shape)
    {
        _outputs.Add(new OnnxValueInfo(name, type, shape));
        return name;
    }

    /// <summary>Adds a constant unless one of that name is there.</summary>
    /// <returns>The constant's name.</returns>
    public string Constant(OnnxInitializer initializer)
    {
        _initializers.TryAdd(initializer.Name, initializer);
        return initializer.Name;
    }

    /// <summary>Adds a small vector of integers to the graph's file.</summary>
    /// <returns>The constant's name.</returns>
    public string Integers(string name, params long[] values) =>
        Constant(new OnnxInitializer(name, OnnxElementType.Int64, [values.Length], MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), null));

    /// <summary>Adds a small vector of floats to the graph's file.</summary>
    /// <returns>The constant's name.</returns>
    public string Floats(string name, float[] values) =>
        Constant(new OnnxInitializer(name, OnnxElementType.Float, [values.Length], MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), null));

    /// <summary>Adds a small float scalar to the graph's file.</summary>
    /// <returns>The constant's name.</returns>
    public string Scalar(string name, float value) =>
        Constant(new OnnxInitializer(name, OnnxElementType.Float, [], BitConverter.GetBytes(value), null));

    /// <summary>Adds a standard node with one output.</summary>
    /// <returns>The output's name, which is also the node's.</returns>
    public string Node(string type, string output, string[] inputs, params OnnxAttribute[] attributes) =>
        Node(type, "", [output], inputs, attributes);

    /// <summary>Adds a node of ONNX Runtime's own domain with one output.</summary>
    /// <returns>The output's name, which is also the node's.</returns>
    public string RuntimeNode(string type, string output, string[] inputs, params OnnxAttribute[] attributes) =>
        Node(type, Microsoft, [output], inputs, attributes);

    /// <summary>Adds a node.</summary>
    /// <param name="type">The operator.</param>
    /// <param name="domain">Its domain.</param>
    /// <param name="outputs">Names of the outputs; the first names the node too. Empty: not wanted.</param>
    /// <param name="inputs">Names of the inputs. Empty: left out.</param>
    /// <param name="attributes">The attributes.</param>
    /// <returns>The first output's name.</returns>
    public string Node(string type, string domain, string[] outputs, string[] inputs, params OnnxAttribute[] attributes)
    {
        _nodes.Add(new OnnxNode(outputs[0], type, domain, inputs, outputs, attributes));
        return outputs[0];
    }
}
