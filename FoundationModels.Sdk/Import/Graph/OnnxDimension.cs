namespace FoundationModels.Import.Graph;

/// <summary>One dimension of a graph input or output: a number, or a name for one that changes.</summary>
/// <param name="Size">The size, where <paramref name="Name"/> is null.</param>
/// <param name="Name">The name, or null.</param>
internal readonly record struct OnnxDimension(long Size, string? Name)
{
    /// <summary>A dimension of a fixed size.</summary>
    public static implicit operator OnnxDimension(int size) => new(size, null);

    /// <summary>A dimension with a name.</summary>
    public static implicit operator OnnxDimension(string name) => new(0, name);
}
