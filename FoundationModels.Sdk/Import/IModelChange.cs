namespace FoundationModels.Import;

/// <summary>Changes a row of a matrix.</summary>
/// <param name="row">The number of the row: an output of the linear map.</param>
/// <param name="values">The row, one value for each input.</param>
internal delegate void RowChange(int row, Span<float> values);

/// <summary>What is done to a model's linear maps while it is imported; the result is another model.</summary>
internal interface IModelChange
{
    /// <summary>Gets what is appended to the model's name.</summary>
    string Suffix { get; }

    /// <summary>Gets a text that is the same for the same change only.</summary>
    string Key { get; }

    /// <summary>What is done to the rows of a map, as in "layers.0.attn_q"; null where nothing is.</summary>
    RowChange? ChangeOf(string map);
}
