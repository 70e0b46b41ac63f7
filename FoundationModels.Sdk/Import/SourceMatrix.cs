namespace FoundationModels.Import;

/// <summary>A matrix of the source whose shape has been checked, with the order in which its rows are wanted.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Rows">The number of rows: outputs of a linear map.</param>
/// <param name="Columns">The length of a row: inputs of a linear map.</param>
/// <param name="RowOrder">For each row the number of the source's row, or null where they stay in order.</param>
internal sealed record SourceMatrix(SourceTensor Tensor, int Rows, int Columns, int[]? RowOrder = null)
{
    /// <summary>The source's row that becomes row <paramref name="row"/>.</summary>
    public int SourceRow(int row) => RowOrder is null ? row : RowOrder[row];
}
