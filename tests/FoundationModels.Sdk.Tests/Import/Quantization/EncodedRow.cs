using FoundationModels.Import.Quantization;

namespace FoundationModels.Sdk.Tests.Import.Quantization;

/// <summary>A row in the layout of MatMulNBits, and what it stands for by that operator's definition.</summary>
internal sealed record EncodedRow(MatMulNBitsFormat Format, byte[] Codes, float[] Scales, byte[] ZeroPoints)
{
    public static EncodedRow Encode(IMatMulNBitsEncoder encoder, byte[] source, int columns)
    {
        MatMulNBitsFormat format = encoder.Format;
        int blocks = format.Blocks(columns);
        EncodedRow row = new(format, new byte[blocks * format.BlockBytes], new float[blocks], new byte[format.ZeroPointBytes(columns)]);
        encoder.EncodeRow(source, row.Codes, row.Scales, row.ZeroPoints);
        return row;
    }

    /// <summary>(code - zero point) · scale for the first columns.</summary>
    public float[] Weights(int columns)
    {
        float[] weights = new float[columns];
        for (int i = 0; i < columns; i++)
        {
            int code = Format.Bits == 8 ? Codes[i] : Nibble(Codes, i);
            int block = i / Format.BlockSize;
            int zero = Format.HasZeroPoints ? Nibble(ZeroPoints, block) : 1 << (Format.Bits - 1);
            weights[i] = (code - zero) * Scales[block];
        }

        return weights;
    }

    private static int Nibble(byte[] bytes, int index) => (bytes[index / 2] >> (index % 2 * 4)) & 15;
}
