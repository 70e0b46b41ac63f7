using System.Text.Json;

namespace FoundationModels.Import.Safetensors;

/// <summary>One tensor of a safetensors file.</summary>
/// <param name="Type">The type of its values.</param>
/// <param name="Shape">Its sizes, the slowest first; empty for a single value.</param>
/// <param name="Offset">Where its bytes begin in the file.</param>
/// <param name="ByteLength">The number of its bytes.</param>
internal sealed record SafetensorsTensor(SafetensorsType Type, IReadOnlyList<long> Shape, long Offset, long ByteLength)
{
    internal static SafetensorsTensor Read(MappedFile file, JsonProperty property, long dataStart)
    {
        string typeName = property.Value.GetProperty("dtype"u8).GetString() ?? "null";
        if (!Enum.TryParse(typeName, out SafetensorsType type) || type.ToString() != typeName)
            throw new ModelFormatException(file.FilePath, property.Name, $"The tensor has the unknown type {typeName}.");
        long[] shape = [.. property.Value.GetProperty("shape"u8).EnumerateArray().Select(size => size.GetInt64())];
        long[] offsets = [.. property.Value.GetProperty("data_offsets"u8).EnumerateArray().Select(offset => offset.GetInt64())];
        long dataLength = file.Length - dataStart;
        if (offsets is not [long begin, long end] || begin < 0 || end < begin || end > dataLength)
            throw new ModelFormatException(file.FilePath, property.Name, $"The tensor's offsets are not a range within the {dataLength} bytes of data.");

        long bytes = SizeOf(type);
        foreach (long size in shape)
        {
            if (size < 0)
                throw new ModelFormatException(file.FilePath, property.Name, $"The tensor has a dimension of {size}.");
            bytes = checked(bytes * size);
        }

        if (bytes != end - begin)
            throw new ModelFormatException(file.FilePath, property.Name, $"The tensor has {end - begin} bytes, its type and shape need {bytes}.");
        return new SafetensorsTensor(type, shape, dataStart + begin, bytes);
    }

    private static int SizeOf(SafetensorsType type) => type switch
    {
        SafetensorsType.BOOL or SafetensorsType.U8 or SafetensorsType.I8 => 1,
        SafetensorsType.I16 or SafetensorsType.U16 or SafetensorsType.F16 or SafetensorsType.BF16 => 2,
        SafetensorsType.I32 or SafetensorsType.F32 => 4,
        _ => 8,
    };
}
