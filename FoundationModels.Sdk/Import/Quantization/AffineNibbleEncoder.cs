using System.Buffers.Binary;

namespace FoundationModels.Import.Quantization;

/// <summary>
/// Writes types with 4-bit codes, a scale and a float minimum (w = d·q + m) with their own codes: the integer zero point takes
/// z = round(-m / d), and the correction columns take what it misses, c = m + d·z.
/// </summary>
internal sealed class AffineNibbleEncoder(AffineNibbleEncoder.BlockReader read, int sourceBlockBytes, int sourceBlockSize) : IMatMulNBitsEncoder
{
    private const int BlockSize = 32;
    private const float SmallestScale = 1e-8f;

    /// <summary>Reads one source block: scales and minimums for each 32 weights, and the repacked codes.</summary>
    public delegate void BlockReader(ReadOnlySpan<byte> source, Span<float> scales, Span<float> minimums, Span<byte> codes);

    /// <inheritdoc/>
    public MatMulNBitsFormat Format { get; } = new(Bits: 4, BlockSize, HasZeroPoints: true, HasCorrection: true);

    /// <inheritdoc/>
    public void EncodeRow(ReadOnlySpan<byte> source, Span<byte> codes, Span<float> scales, Span<byte> zeroPoints)
    {
        int perSourceBlock = sourceBlockSize / BlockSize;
        int blocks = source.Length / sourceBlockBytes * perSourceBlock;
        Span<float> minimums = stackalloc float[perSourceBlock];
        Span<float> corrections = stackalloc float[BlockSize];
        zeroPoints.Clear();
        int correctionBlock = blocks;
        int filled = 0;
        for (int block = 0; block < blocks; block += perSourceBlock)
        {
            read(source.Slice(block / perSourceBlock * sourceBlockBytes, sourceBlockBytes), scales.Slice(block, perSourceBlock), minimums,
                codes.Slice(block * NibblePacking.BlockBytes, perSourceBlock * NibblePacking.BlockBytes));
            for (int i = 0; i < perSourceBlock; i++)
            {
                float scale = scales[block + i];
                float zero = Math.Clamp(MathF.Round(-minimums[i] / (scale == 0 ? SmallestScale : scale)), 0, 15);
                NibblePacking.SetZeroPoint(zeroPoints, block + i, (int)zero);
                corrections[filled++] = BlockSize * (minimums[i] + scale * zero);
                if (filled == BlockSize)
                    WriteCorrections(corrections, ref filled, ref correctionBlock, codes, scales, zeroPoints);
            }
        }

        if (filled > 0)
            WriteCorrections(corrections, ref filled, ref correctionBlock, codes, scales, zeroPoints);
    }

    /// <summary>Reads a Q4_0 or Q4_1-like block of 32 weights: float16 d, float16 m, 16 bytes of codes.</summary>
    public static void ReadQ4_1(ReadOnlySpan<byte> source, Span<float> scales, Span<float> minimums, Span<byte> codes)
    {
        scales[0] = (float)BinaryPrimitives.ReadHalfLittleEndian(source);
        minimums[0] = (float)BinaryPrimitives.ReadHalfLittleEndian(source[2..]);
        NibblePacking.PackHalves(source[4..], codes);
    }

    /// <summary>Reads a Q4_K block: float16 d and dmin, eight 6-bit scales and minimums in 12 bytes, 128 bytes of codes for 256 weights.</summary>
    public static void ReadQ4_K(ReadOnlySpan<byte> source, Span<float> scales, Span<float> minimums, Span<byte> codes)
    {
        float d = (float)BinaryPrimitives.ReadHalfLittleEndian(source);
        float dmin = (float)BinaryPrimitives.ReadHalfLittleEndian(source[2..]);
        ReadOnlySpan<byte> packed = source.Slice(4, 12);
        ReadOnlySpan<byte> values = source[16..];
        for (int j = 0; j < 8; j++)
        {
            (int scale, int minimum) = j < 4
                ? (packed[j] & 63, packed[j + 4] & 63)
                : ((packed[j + 4] & 15) | (packed[j - 4] >> 6 << 4), (packed[j + 4] >> 4) | (packed[j] >> 6 << 4));
            scales[j] = d * scale;
            minimums[j] = -(dmin * minimum);
            Span<byte> target = codes.Slice(j * NibblePacking.BlockBytes, NibblePacking.BlockBytes);
            ReadOnlySpan<byte> pair = values.Slice(j / 2 * 32, 32);
            if (j % 2 == 0)
                NibblePacking.PackLow(pair, target);
            else
                NibblePacking.PackHigh(pair, target);
        }
    }

    private static void WriteCorrections(
        Span<float> corrections, ref int filled, ref int block, Span<byte> codes, Span<float> scales, Span<byte> zeroPoints)
    {
        Span<byte> unpacked = stackalloc byte[BlockSize];
        corrections[filled..].Clear();
        (scales[block], int zero) = CorrectionBlock.Quantize(corrections, unpacked);
        NibblePacking.SetZeroPoint(zeroPoints, block, zero);
        Span<byte> target = codes.Slice(block * NibblePacking.BlockBytes, NibblePacking.BlockBytes);
        NibblePacking.PackLow(unpacked, target);
        filled = 0;
        block++;
    }
}
