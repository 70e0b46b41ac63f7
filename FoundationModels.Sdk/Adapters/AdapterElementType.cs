namespace FoundationModels.Adapters;

/// <summary>How an adapter's weights are stored, with the numbers of ONNX's TensorProto.DataType.</summary>
internal enum AdapterElementType
{
    /// <summary>32-bit floating point: what the graphs take, so that ONNX Runtime GenAI can bind the file as it is.</summary>
    Single = 1,

    /// <summary>16-bit floating point: half the size; widened when it is loaded.</summary>
    Half = 10,
}
