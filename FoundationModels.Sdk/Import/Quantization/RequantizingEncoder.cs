using System.Buffers;

namespace FoundationModels.Import.Quantization;

/// <summary>Writes any supported type by decoding its rows to floats and rounding those to 8 bits.</summary>
internal sealed class RequantizingEncoder(BlockFormat format, int blockSize) : IMatMulNBitsEncoder
{
    /// <inheritdoc/>
    public MatMulNBitsFormat Format { get; } = new(Bits: 8, blockSize, HasZeroPoints: false, HasCorrection: false);

    /// <inheritdoc/>
    public void EncodeRow(ReadOnlySpan<byte> source, Span<byte> codes, Span<float> scales, Span<byte> zeroPoints)
    {
        int columns = source.Length / format.BytesPerBlock * format.ValuesPerBlock;
        float[] rented = ArrayPool<float>.Shared.Rent(columns);
        Span<float> weights = rented.AsSpan(0, columns);
        format.Decode(source, weights);
        codes.Fill(128);
        for (int block = 0; block < scales.Length; block++)
        {
            int start = block * blockSize;
            int length = Math.Min(blockSize, columns - start);
            scales[block] = ByteRequantizer.Quantize(weights.Slice(start, length), codes.Slice(start, length));
        }

        ArrayPool<float>.Shared.Return(rented);
    }
}
