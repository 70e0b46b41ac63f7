namespace FoundationModels.Import.Graph;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">The value's name.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its dimensions.</param>
internal sealed record OnnxValueInfo(string Name, OnnxElementType Type, OnnxDimension[] Shape);
