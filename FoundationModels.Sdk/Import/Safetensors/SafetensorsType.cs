namespace FoundationModels.Import.Safetensors;

/// <summary>The type of a tensor's values, by the format's names.</summary>
internal enum SafetensorsType
{
    BOOL,
    U8,
    I8,
    I16,
    U16,
    F16,
    BF16,
    I32,
    F32,
    I64,
    F64,
}
