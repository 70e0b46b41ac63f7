using System.Buffers.Binary;

namespace FoundationModels.Import.Quantization;

/// <summary>Writes types without a minimum, blocks of 32 weights behind one float16 scale, with their own codes.</summary>
internal sealed class ExactCodesEncoder(ExactCodesEncoder.CodeReader read, int bits, int sourceBlockBytes) : IMatMulNBitsEncoder
{
    private const int BlockSize = 32;

    /// <summary>Reads the codes of one source block, shifted so that half of their range stands for 0.</summary>
    public delegate void CodeReader(ReadOnlySpan<byte> source, Span<byte> codes);

    /// <inheritdoc/>
    public MatMulNBitsFormat Format { get; } = new(bits, BlockSize, HasZeroPoints: false, HasCorrection: false);

    /// <inheritdoc/>
    public void EncodeRow(ReadOnlySpan<byte> source, Span<byte> codes, Span<float> scales, Span<byte> zeroPoints)
    {
        int blockBytes = Format.BlockBytes;
        for (int block = 0; block < scales.Length; block++)
        {
            ReadOnlySpan<byte> bytes = source.Slice(block * sourceBlockBytes, sourceBlockBytes);
            scales[block] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes);
            read(bytes[2..], codes.Slice(block * blockBytes, blockBytes));
        }
    }

    /// <summary>Reads Q4_0: codes 0 to 15, 8 stands for 0.</summary>
    public static void ReadQ4_0(ReadOnlySpan<byte> source, Span<byte> codes) => NibblePacking.PackHalves(source, codes);

    /// <summary>Reads Q5_0: the fifth bits in 4 bytes, then codes as in Q4_0; 16 stands for 0.</summary>
    public static void ReadQ5_0(ReadOnlySpan<byte> source, Span<byte> codes)
    {
        uint high = BinaryPrimitives.ReadUInt32LittleEndian(source);
        for (int j = 0; j < BlockSize / 2; j++)
        {
            int first = (source[4 + j] & 15) | (int)((high >> j) & 1) << 4;
            int second = (source[4 + j] >> 4) | (int)((high >> (j + 16)) & 1) << 4;
            codes[j] = (byte)(first + 112);
            codes[j + 16] = (byte)(second + 112);
        }
    }

    /// <summary>Reads Q8_0: signed codes.</summary>
    public static void ReadQ8_0(ReadOnlySpan<byte> source, Span<byte> codes)
    {
        for (int j = 0; j < BlockSize; j++)
            codes[j] = (byte)(source[j] ^ 0x80);
    }

    /// <summary>Reads IQ4_NL: codes that select one of 16 unevenly spaced levels.</summary>
    public static void ReadIQ4_NL(ReadOnlySpan<byte> source, Span<byte> codes)
    {
        // The type's levels -127, -104, … 113, plus 128.
        ReadOnlySpan<byte> levels = [1, 24, 45, 63, 79, 93, 106, 118, 129, 141, 153, 166, 181, 197, 217, 241];
        for (int j = 0; j < BlockSize / 2; j++)
        {
            codes[j] = levels[source[j] & 15];
            codes[j + 16] = levels[source[j] >> 4];
        }
    }
}
