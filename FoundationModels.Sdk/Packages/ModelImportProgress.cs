namespace FoundationModels;

/// <summary>How far an import has come.</summary>
/// <param name="Stage">What is being done, as a short phrase for people.</param>
/// <param name="CompletedBytes">Bytes of the source that are done.</param>
/// <param name="TotalBytes">Bytes of the source in all.</param>
public readonly record struct ModelImportProgress(string Stage, long CompletedBytes, long TotalBytes)
{
    /// <summary>Gets the share that is done, from 0 to 1.</summary>
    public double Fraction => TotalBytes > 0 ? (double)CompletedBytes / TotalBytes : 0;
}
