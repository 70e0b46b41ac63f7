namespace FoundationModels.Packages;

/// <summary>One package in the store, for people who look at what takes space.</summary>
/// <param name="Key">What it was made from.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="ModelId">The model's name; null where the manifest cannot be read.</param>
/// <param name="Source">The path of the imported file, where it is known.</param>
/// <param name="Bytes">The size of all its files.</param>
/// <param name="Imported">When it was made.</param>
/// <param name="LastUsed">When it was last used.</param>
/// <param name="Problem">Why it cannot be opened, or null.</param>
internal sealed record StoredPackage(
    PackageKey Key, string Folder, string? ModelId, string? Source, long Bytes, DateTimeOffset Imported, DateTimeOffset LastUsed, string? Problem)
{
    /// <summary>Reads a package's folder.</summary>
    public static StoredPackage Read(PackageKey key, string folder)
    {
        DirectoryInfo info = new(folder);
        StoreEntry? entry = StoreEntry.Read(folder);
        (string? id, string? problem) = Open(folder);
        return new StoredPackage(
            key,
            folder,
            id,
            entry?.Source,
            info.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length),
            entry?.Imported ?? info.CreationTimeUtc,
            entry is null ? info.LastWriteTimeUtc : File.GetLastWriteTimeUtc(StoreEntry.PathIn(folder)),
            problem);
    }

    private static (string? Id, string? Problem) Open(string folder)
    {
        try
        {
            return (ModelPackage.Open(folder).Manifest.Id, null);
        }
        catch (ModelFormatException e)
        {
            return (null, e.Message);
        }
    }
}
