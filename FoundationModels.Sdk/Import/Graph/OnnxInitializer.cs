namespace FoundationModels.Import.Graph;

/// <summary>A constant tensor of a graph: its bytes are in the graph's file or in the file of weights.</summary>
/// <param name="Name">The value's name.</param>
/// <param name="Type">The element type.</param>
/// <param name="Shape">The dimensions.</param>
/// <param name="Bytes">The bytes, for a tensor in the graph's file.</param>
/// <param name="Range">Where the bytes are in the file of weights, or null.</param>
internal sealed record OnnxInitializer(
    string Name, OnnxElementType Type, long[] Shape, ReadOnlyMemory<byte> Bytes, WeightRange? Range);
