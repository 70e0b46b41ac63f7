namespace FoundationModels.Inference.Training;

/// <summary>One matrix of an adapter while it learns.</summary>
internal sealed class TrainableMatrix(string name, int rows, int columns)
{
    /// <summary>Gets the graph input's name, as in "layers.0.attn_q.lora_A".</summary>
    public string Name { get; } = name;

    /// <summary>Gets the number of rows.</summary>
    public int Rows { get; } = rows;

    /// <summary>Gets the number of columns.</summary>
    public int Columns { get; } = columns;

    /// <summary>Gets the values, row by row.</summary>
    public float[] Values { get; } = GC.AllocateArray<float>(rows * columns, pinned: true);

    /// <summary>Gets the gradient of the last run.</summary>
    public float[] Gradient { get; } = GC.AllocateArray<float>(rows * columns, pinned: true);
}
