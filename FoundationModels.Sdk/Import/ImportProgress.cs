namespace FoundationModels.Import;

/// <summary>Counts the bytes of the source that are done and tells a listener.</summary>
internal sealed class ImportProgress(ModelSource source, IProgress<ModelImportProgress>? listener)
{
    private readonly long _total = source.File.Tensors.Values.Sum(t => t.ByteLength);
    private long _completed;

    /// <summary>A matrix has been written.</summary>
    public void Completed(SourceMatrix matrix)
    {
        _completed += matrix.Tensor.ByteLength;
        listener?.Report(new ModelImportProgress($"Converting {matrix.Tensor.Name}", _completed, _total));
    }

    /// <summary>Everything has been written.</summary>
    public void Finished() => listener?.Report(new ModelImportProgress("Finished", _total, _total));
}
