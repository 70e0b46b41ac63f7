namespace FoundationModels.Import.HuggingFace;

/// <summary>What the path of a folder tells.</summary>
internal static class HuggingFaceFolder
{
    private const string Snapshots = "snapshots";
    private const string CachePrefix = "models--";

    /// <summary>The model's name: the folder's, or in the cache of Hugging Face's own tools that of the repository.</summary>
    public static string NameOf(string folder)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string? parent = Path.GetDirectoryName(path);
        if (Path.GetFileName(parent) == Snapshots
            && Path.GetFileName(Path.GetDirectoryName(parent)) is { } repository
            && repository.StartsWith(CachePrefix, StringComparison.Ordinal))
        {
            return repository[(repository.LastIndexOf("--", StringComparison.Ordinal) + 2)..];
        }

        return Path.GetFileName(path) is { Length: > 0 } name ? name : "model";
    }
}
