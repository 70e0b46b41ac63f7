namespace FoundationModels.Import.Quantization;

/// <summary>How a matrix is laid out for ONNX Runtime's MatMulNBits: along each row, blocks of codes with a scale each.</summary>
/// <param name="Bits">Bits of a code: 4 or 8.</param>
/// <param name="BlockSize">Codes of a block.</param>
/// <param name="HasZeroPoints">Whether each block has its own zero point; otherwise it is half of the codes' range.</param>
/// <param name="HasCorrection">
/// Whether columns follow the matrix's own which hold, for each block, 32 times what its integer zero point misses. They are multiplied with the
/// means of the input's blocks, so that a format with a float minimum stays exact.
/// </param>
internal sealed record MatMulNBitsFormat(int Bits, int BlockSize, bool HasZeroPoints, bool HasCorrection)
{
    /// <summary>Bytes of one block's codes.</summary>
    public int BlockBytes => BlockSize * Bits / 8;

    /// <summary>Columns of the product for a matrix of <paramref name="columns"/>.</summary>
    public int ProductColumns(int columns) => HasCorrection ? columns + columns / BlockSize : columns;

    /// <summary>Blocks of a row.</summary>
    public int Blocks(int columns) => (ProductColumns(columns) + BlockSize - 1) / BlockSize;

    /// <summary>Bytes of a row's zero points.</summary>
    public int ZeroPointBytes(int columns) => HasZeroPoints ? (Blocks(columns) * Bits + 7) / 8 : 0;
}
