namespace FoundationModels;

/// <summary>How a model's weights are stored in its package.</summary>
public enum ModelPrecision
{
    /// <summary>The source's own codes where ONNX Runtime has a kernel for them, 8 bits elsewhere. For answers.</summary>
    Fast,

    /// <summary>Every weight dequantized to float32. For conformance tests, debugging and training.</summary>
    Exact,
}
