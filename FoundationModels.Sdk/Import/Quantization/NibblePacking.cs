using System.Runtime.Intrinsics;

namespace FoundationModels.Import.Quantization;

/// <summary>Moves 4-bit codes from GGML's order into that of MatMulNBits, 32 codes at a time.</summary>
internal static class NibblePacking
{
    /// <summary>Bytes of 32 codes.</summary>
    public const int BlockBytes = 16;

    /// <summary>Repacks a block whose byte j holds codes j and j + 16 into one whose byte j holds codes 2j and 2j + 1.</summary>
    public static void PackHalves(ReadOnlySpan<byte> source, Span<byte> target)
    {
        Vector128<byte> bytes = Vector128.Create(source);
        Pack(bytes & Vector128.Create((byte)15), bytes >>> 4).CopyTo(target);
    }

    /// <summary>Packs the low nibbles of 32 bytes.</summary>
    public static void PackLow(ReadOnlySpan<byte> source, Span<byte> target)
    {
        Vector128<byte> mask = Vector128.Create((byte)15);
        Pack(Vector128.Create(source) & mask, Vector128.Create(source[16..]) & mask).CopyTo(target);
    }

    /// <summary>Packs the high nibbles of 32 bytes.</summary>
    public static void PackHigh(ReadOnlySpan<byte> source, Span<byte> target) =>
        Pack(Vector128.Create(source) >>> 4, Vector128.Create(source[16..]) >>> 4).CopyTo(target);

    /// <summary>Writes zero point number <paramref name="block"/>, two to a byte.</summary>
    public static void SetZeroPoint(Span<byte> zeroPoints, int block, int value) =>
        zeroPoints[block >> 1] |= (byte)(value << ((block & 1) * 4));

    private static Vector128<byte> Pack(Vector128<byte> first, Vector128<byte> second) =>
        Vector128.Narrow(Pairs(first.AsUInt16()), Pairs(second.AsUInt16()));

    private static Vector128<ushort> Pairs(Vector128<ushort> codes) => (codes | (codes >>> 4)) & Vector128.Create((ushort)0xFF);
}
