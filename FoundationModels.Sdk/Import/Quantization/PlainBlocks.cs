using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace FoundationModels.Import.Quantization;

/// <summary>Values that are stored one by one as floating-point numbers, little endian.</summary>
internal static class PlainBlocks
{
    public static void DecodeF32(ReadOnlySpan<byte> blocks, Span<float> values) => MemoryMarshal.Cast<byte, float>(blocks).CopyTo(values);

    public static void DecodeF16(ReadOnlySpan<byte> blocks, Span<float> values) =>
        TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(blocks), values);

    /// <summary>A bfloat16 is the upper half of a float32.</summary>
    public static void DecodeBF16(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        ReadOnlySpan<ushort> halves = MemoryMarshal.Cast<byte, ushort>(blocks);
        Span<uint> bits = MemoryMarshal.Cast<float, uint>(values);
        TensorPrimitives.ConvertTruncating(halves, bits);
        TensorPrimitives.ShiftLeft(bits, 16, bits);
    }
}
