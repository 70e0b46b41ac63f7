namespace FoundationModels.Import.Graph;

/// <summary>A range of bytes in a file of weights.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Offset">Where it starts, a multiple of the page size.</param>
/// <param name="Length">Its length in bytes.</param>
internal sealed record WeightRange(string File, long Offset, long Length);
