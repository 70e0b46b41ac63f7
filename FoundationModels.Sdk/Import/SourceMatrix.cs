using FoundationModels.Import.Quantization;

namespace FoundationModels.Import;

/// <summary>A matrix of the source whose shape has been checked, with the order in which its rows are wanted.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Rows">The number of rows: outputs of a linear map.</param>
/// <param name="Columns">The length of a row: inputs of a linear map.</param>
/// <param name="RowOrder">For each row the number of the source's row, or null where they stay in order.</param>
/// <param name="Change">What is done to the rows, or null.</param>
internal sealed record SourceMatrix(SourceTensor Tensor, int Rows, int Columns, int[]? RowOrder = null, RowChange? Change = null)
{
    private static readonly BlockFormat Floats = BlockFormat.Find(TensorType.F32)!;

    /// <summary>Gets the format of the rows: rows that are changed are floats, whatever they were.</summary>
    public BlockFormat Format => Change is null ? Tensor.Format : Floats;

    /// <summary>The source's row that becomes row <paramref name="row"/>.</summary>
    public int SourceRow(int row) => RowOrder is null ? row : RowOrder[row];
}
