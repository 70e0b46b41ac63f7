using FoundationModels.Packages;

namespace FoundationModels.Adapters;

/// <summary>Finds adapters in a folder.</summary>
internal static class AdapterSearch
{
    /// <summary>The adapters that were made for a model, the newest first. What cannot be read is passed over.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IReadOnlyList<string> Find(string folder, ModelManifest manifest) =>
    [
        .. new DirectoryInfo(folder).EnumerateFileSystemInfos($"*{AdapterPackageWriter.Extension}")
            .Where(entry => IsFor(entry.FullName, manifest))
            .OrderByDescending(LastWrite)
            .ThenBy(entry => entry.Name, StringComparer.Ordinal)
            .Select(entry => entry.FullName),
    ];

    private static bool IsFor(string path, ModelManifest manifest)
    {
        try
        {
            AdapterFit.Check(AdapterPackage.ReadMetadata(path), manifest);
            return true;
        }
        catch (Exception e) when (e is AdapterFormatException or AdapterMismatchException)
        {
            return false;
        }
    }

    // A folder's own time does not change with its files.
    private static DateTime LastWrite(FileSystemInfo entry) =>
        entry is DirectoryInfo folder ? File.GetLastWriteTimeUtc(Path.Combine(folder.FullName, AdapterMetadata.FileName)) : entry.LastWriteTimeUtc;
}
