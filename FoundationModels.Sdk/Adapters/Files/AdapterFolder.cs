using FoundationModels.Import;

namespace FoundationModels.Adapters.Files;

/// <summary>A package that is a folder.</summary>
internal sealed class AdapterFolder(string path) : IAdapterSource, IDisposable
{
    private readonly List<MappedFile> _files = [];

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Read(string name, int limit)
    {
        string file = Path.Combine(path, name);
        if (!File.Exists(file))
            throw new AdapterFormatException(path, name, "The folder is no adapter package: it lacks this file.");
        MappedFile mapped = new(file);
        _files.Add(mapped);
        if (mapped.Length > limit)
            throw new AdapterFormatException(path, name, $"The file has {mapped.Length:N0} bytes, more than the limit of {limit:N0}.");
        return mapped.Length == 0 ? [] : mapped.Slice(0, (int)mapped.Length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (MappedFile file in _files)
            file.Dispose();
    }
}
