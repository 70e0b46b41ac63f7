using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace FoundationModels.Import.Quantization;

/// <summary>
/// The "K" types: blocks of 256 values in groups of 32 or 16, whose scales are small integers times one half-precision scale of the block.
/// </summary>
internal static class SuperBlocks
{
    private const int Values = 256;
    private const int Group = 32;

    public static void DecodeQ4_K(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        const int Size = 144;
        Span<sbyte> codes = stackalloc sbyte[2 * Group];
        for (int at = 0, to = 0; at < blocks.Length; at += Size, to += Values)
        {
            ReadOnlySpan<byte> block = blocks.Slice(at, Size);
            for (int pair = 0; pair < 4; pair++)
            {
                Nibbles.Split(block.Slice(16 + (pair * Group), Group), codes[..Group], codes[Group..]);
                ScalePair(block, pair, codes, values.Slice(to + (2 * pair * Group), 2 * Group));
            }
        }
    }

    public static void DecodeQ5_K(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        const int Size = 176;
        Span<sbyte> codes = stackalloc sbyte[2 * Group];
        for (int at = 0, to = 0; at < blocks.Length; at += Size, to += Values)
        {
            ReadOnlySpan<byte> block = blocks.Slice(at, Size);
            ReadOnlySpan<byte> top = block.Slice(16, Group);
            for (int pair = 0; pair < 4; pair++)
            {
                Nibbles.Split(block.Slice(48 + (pair * Group), Group), codes[..Group], codes[Group..]);

                // Bit g of top[i] is the fifth bit of value i in group g.
                for (int i = 0; i < Group; i++)
                {
                    int bits = top[i] >> (2 * pair);
                    codes[i] |= (sbyte)((bits & 1) << 4);
                    codes[Group + i] |= (sbyte)((bits & 2) << 3);
                }

                ScalePair(block, pair, codes, values.Slice(to + (2 * pair * Group), 2 * Group));
            }
        }
    }

    public static void DecodeQ6_K(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        const int Size = 210;
        const int SmallGroup = 16;
        Span<sbyte> codes = stackalloc sbyte[Values];
        for (int at = 0, to = 0; at < blocks.Length; at += Size, to += Values)
        {
            ReadOnlySpan<byte> block = blocks.Slice(at, Size);
            float scale = (float)BinaryPrimitives.ReadHalfLittleEndian(block[208..]);
            ReadOnlySpan<sbyte> scales = MemoryMarshal.Cast<byte, sbyte>(block.Slice(192, 16));
            for (int half = 0; half < 2; half++)
                UnpackQ6Half(block.Slice(half * 64, 64), block.Slice(128 + (half * 32), 32), codes.Slice(half * 128, 128));
            for (int group = 0; group < scales.Length; group++)
            {
                int first = group * SmallGroup;
                CodeScaling.Multiply(codes.Slice(first, SmallGroup), scale * scales[group], values.Slice(to + first, SmallGroup));
            }
        }
    }

    /// <summary>128 codes of six bits: value 32·k + i has its low four bits in half k / 2 of low[32·(k % 2) + i], its top two in bits 2k of top[i].</summary>
    private static void UnpackQ6Half(ReadOnlySpan<byte> low, ReadOnlySpan<byte> top, Span<sbyte> codes)
    {
        Nibbles.Split(low, codes[..64], codes[64..]);
        for (int k = 0; k < 4; k++)
        {
            Span<sbyte> group = codes.Slice(k * 32, 32);
            for (int i = 0; i < group.Length; i++)
                group[i] = (sbyte)(group[i] + (((top[i] >> (2 * k)) & 3) << 4) - 32);
        }
    }

    /// <summary>Two groups of 32 of a block that starts with its scale, the scale of the minimums, and twelve bytes of six-bit scales and minimums.</summary>
    private static void ScalePair(ReadOnlySpan<byte> block, int pair, ReadOnlySpan<sbyte> codes, Span<float> values)
    {
        float scale = (float)BinaryPrimitives.ReadHalfLittleEndian(block);
        float minimumScale = (float)BinaryPrimitives.ReadHalfLittleEndian(block[2..]);
        for (int i = 0; i < 2; i++)
        {
            (int groupScale, int minimum) = UnpackScale(block.Slice(4, 12), (2 * pair) + i);
            CodeScaling.MultiplyAdd(codes.Slice(i * Group, Group), scale * groupScale, -(minimumScale * minimum), values.Slice(i * Group, Group));
        }
    }

    /// <summary>Groups 0–3 have their six bits at the bottom of a byte; groups 4–7 have four bits there and two at the top of those bytes.</summary>
    private static (int Scale, int Minimum) UnpackScale(ReadOnlySpan<byte> packed, int group) => group < 4
        ? (packed[group] & 63, packed[group + 4] & 63)
        : ((packed[group + 4] & 15) | (packed[group - 4] >> 6 << 4), (packed[group + 4] >> 4) | (packed[group] >> 6 << 4));
}
