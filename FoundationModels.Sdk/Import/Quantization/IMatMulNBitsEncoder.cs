namespace FoundationModels.Import.Quantization;

/// <summary>Turns rows of one source type into rows of MatMulNBits.</summary>
internal interface IMatMulNBitsEncoder
{
    /// <summary>Gets the layout that this encoder writes.</summary>
    MatMulNBitsFormat Format { get; }

    /// <summary>Encodes one row.</summary>
    /// <param name="source">The row in the source's type.</param>
    /// <param name="codes">Takes the codes of all blocks.</param>
    /// <param name="scales">Takes a scale for each block.</param>
    /// <param name="zeroPoints">Takes the packed zero points; empty where the format has none.</param>
    void EncodeRow(ReadOnlySpan<byte> source, Span<byte> codes, Span<float> scales, Span<byte> zeroPoints);
}
