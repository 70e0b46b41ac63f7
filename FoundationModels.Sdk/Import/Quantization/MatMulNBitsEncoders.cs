namespace FoundationModels.Import.Quantization;

/// <summary>Which encoder a source type gets: its own codes where ONNX Runtime has a kernel for them, 8 bits elsewhere.</summary>
internal static class MatMulNBitsEncoders
{
    private const int BlockSize = 32;
    private const int EmbeddingBlockSize = 64;

    private static readonly Dictionary<TensorType, IMatMulNBitsEncoder> Exact = new()
    {
        [TensorType.Q4_0] = new ExactCodesEncoder(ExactCodesEncoder.ReadQ4_0, bits: 4, sourceBlockBytes: 18),
        [TensorType.Q4_1] = new AffineNibbleEncoder(AffineNibbleEncoder.ReadQ4_1, sourceBlockBytes: 20, sourceBlockSize: 32),
        [TensorType.Q4_K] = new AffineNibbleEncoder(AffineNibbleEncoder.ReadQ4_K, sourceBlockBytes: 144, sourceBlockSize: 256),
        [TensorType.Q5_0] = new ExactCodesEncoder(ExactCodesEncoder.ReadQ5_0, bits: 8, sourceBlockBytes: 22),
        [TensorType.Q8_0] = new ExactCodesEncoder(ExactCodesEncoder.ReadQ8_0, bits: 8, sourceBlockBytes: 34),
        [TensorType.IQ4_NL] = new ExactCodesEncoder(ExactCodesEncoder.ReadIQ4_NL, bits: 8, sourceBlockBytes: 18),
    };

    /// <summary>
    /// The encoder for a linear map. Q5_1, Q5_K and Q6_K are rounded to 8 bits: their step is at least 8 times as wide, and the error isn't
    /// coherent over a block as that of a rounded minimum would be.
    /// </summary>
    public static IMatMulNBitsEncoder ForLinear(BlockFormat source) =>
        Exact.TryGetValue(source.Type, out IMatMulNBitsEncoder? encoder) ? encoder : new RequantizingEncoder(source, BlockSize);

    /// <summary>
    /// The encoder for embeddings and output projections: 8 bits, because 4 cost quality there, and blocks of 64 where rows are whole blocks of
    /// that size, because scales are bytes that every step reads.
    /// </summary>
    public static IMatMulNBitsEncoder ForEmbedding(BlockFormat source, int columns) =>
        new RequantizingEncoder(source, columns % EmbeddingBlockSize == 0 ? EmbeddingBlockSize : BlockSize);

    /// <summary>Whether a row of an embedding is whole blocks, so that a gather and a product can read the same bytes.</summary>
    public static bool FitsEmbedding(int columns) => columns % BlockSize == 0;
}
