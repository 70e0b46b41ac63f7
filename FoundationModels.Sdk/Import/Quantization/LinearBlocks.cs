using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace FoundationModels.Import.Quantization;

/// <summary>
/// Blocks of 32 values with a half-precision scale and, in the "_1" types, a minimum: value = code · scale (+ minimum).
/// Four-bit codes lie two to a byte, values 0–15 in the low halves; five-bit codes have their top bits in a 32-bit mask.
/// </summary>
internal static class LinearBlocks
{
    private const int Values = 32;

    public static void DecodeQ8_0(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        const int Size = 34;
        for (int at = 0, to = 0; at < blocks.Length; at += Size, to += Values)
        {
            ReadOnlySpan<byte> block = blocks.Slice(at, Size);
            CodeScaling.Multiply(MemoryMarshal.Cast<byte, sbyte>(block[2..]), ReadHalf(block), values.Slice(to, Values));
        }
    }

    public static void DecodeQ4_0(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        const int Size = 18;
        Span<sbyte> codes = stackalloc sbyte[Values];
        for (int at = 0, to = 0; at < blocks.Length; at += Size, to += Values)
        {
            ReadOnlySpan<byte> block = blocks.Slice(at, Size);
            Nibbles.Split(block[2..], codes[..16], codes[16..]);
            foreach (ref sbyte code in codes)
                code -= 8;
            CodeScaling.Multiply(codes, ReadHalf(block), values.Slice(to, Values));
        }
    }

    public static void DecodeQ4_1(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        const int Size = 20;
        Span<sbyte> codes = stackalloc sbyte[Values];
        for (int at = 0, to = 0; at < blocks.Length; at += Size, to += Values)
        {
            ReadOnlySpan<byte> block = blocks.Slice(at, Size);
            Nibbles.Split(block[4..], codes[..16], codes[16..]);
            CodeScaling.MultiplyAdd(codes, ReadHalf(block), ReadHalf(block[2..]), values.Slice(to, Values));
        }
    }

    public static void DecodeQ5_0(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        const int Size = 22;
        Span<sbyte> codes = stackalloc sbyte[Values];
        for (int at = 0, to = 0; at < blocks.Length; at += Size, to += Values)
        {
            ReadOnlySpan<byte> block = blocks.Slice(at, Size);
            Nibbles.Split(block[6..], codes[..16], codes[16..]);
            AddTopBits(BinaryPrimitives.ReadUInt32LittleEndian(block[2..]), codes, subtract: 16);
            CodeScaling.Multiply(codes, ReadHalf(block), values.Slice(to, Values));
        }
    }

    public static void DecodeQ5_1(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        const int Size = 24;
        Span<sbyte> codes = stackalloc sbyte[Values];
        for (int at = 0, to = 0; at < blocks.Length; at += Size, to += Values)
        {
            ReadOnlySpan<byte> block = blocks.Slice(at, Size);
            Nibbles.Split(block[8..], codes[..16], codes[16..]);
            AddTopBits(BinaryPrimitives.ReadUInt32LittleEndian(block[4..]), codes, subtract: 0);
            CodeScaling.MultiplyAdd(codes, ReadHalf(block), ReadHalf(block[2..]), values.Slice(to, Values));
        }
    }

    private static float ReadHalf(ReadOnlySpan<byte> bytes) => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes);

    private static void AddTopBits(uint bits, Span<sbyte> codes, int subtract)
    {
        for (int i = 0; i < codes.Length; i++)
            codes[i] = (sbyte)(codes[i] + ((int)((bits >> i) & 1) << 4) - subtract);
    }
}
