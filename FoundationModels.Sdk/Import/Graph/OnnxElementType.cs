namespace FoundationModels.Import.Graph;

/// <summary>Element types of tensors, with the numbers of ONNX's TensorProto.DataType.</summary>
internal enum OnnxElementType
{
    /// <summary>32-bit floating point.</summary>
    Float = 1,

    /// <summary>Unsigned bytes; also packed codes.</summary>
    UInt8 = 2,

    /// <summary>32-bit integers.</summary>
    Int32 = 6,

    /// <summary>64-bit integers.</summary>
    Int64 = 7,

    /// <summary>Truth values, a byte each.</summary>
    Bool = 9,
}
