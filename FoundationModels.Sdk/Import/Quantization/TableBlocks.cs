using System.Buffers.Binary;

namespace FoundationModels.Import.Quantization;

/// <summary>Blocks whose four-bit codes are places in a fixed table of levels that lie closer together near zero.</summary>
internal static class TableBlocks
{
    private const int Values = 32;

    /// <summary>Gets the levels of the IQ4 types; a code's value is its level times the block's scale.</summary>
    public static ReadOnlySpan<sbyte> IQ4Levels => [-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113];

    public static void DecodeIQ4_NL(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        const int Size = 18;
        Span<sbyte> codes = stackalloc sbyte[Values];
        for (int at = 0, to = 0; at < blocks.Length; at += Size, to += Values)
        {
            ReadOnlySpan<byte> block = blocks.Slice(at, Size);
            Nibbles.Split(block[2..], codes[..16], codes[16..]);
            foreach (ref sbyte code in codes)
                code = IQ4Levels[code];
            CodeScaling.Multiply(codes, (float)BinaryPrimitives.ReadHalfLittleEndian(block), values.Slice(to, Values));
        }
    }
}
