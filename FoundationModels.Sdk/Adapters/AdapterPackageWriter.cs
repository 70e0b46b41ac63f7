using System.IO.Compression;
using System.Security.Cryptography;
using FoundationModels.Adapters.Files;

namespace FoundationModels.Adapters;

/// <summary>Writes adapter packages.</summary>
internal static class AdapterPackageWriter
{
    /// <summary>The extension of a package.</summary>
    public const string Extension = ".fmadapter";

    /// <summary>
    /// Writes a package: one file where the path ends with ".fmadapter" and is no folder, otherwise a folder with two files. Whoever opens it
    /// meanwhile finds what was there before.
    /// </summary>
    /// <param name="path">The file or folder; one that is there is overwritten.</param>
    /// <param name="metadata">What the package says of itself. The hash, the rank and the adapted modules are found out here, whatever it says of them.</param>
    /// <param name="updates">What the adapter adds to each map.</param>
    /// <param name="type">How to store the matrices.</param>
    /// <exception cref="ArgumentException">The updates or the metadata are not those of an adapter.</exception>
    /// <exception cref="IOException">The package cannot be written.</exception>
    public static void Write(string path, AdapterMetadata metadata, IReadOnlyList<AdapterUpdate> updates, AdapterElementType type)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] weights = OnnxAdapterWriter.Write(updates, type);
        metadata = metadata with
        {
            Rank = updates.Max(u => u.Rank),
            TargetModules = [.. updates.Select(u => AdapterNames.KindOf(u.Slot)).Distinct().Order(StringComparer.Ordinal)],
            WeightsSha256 = Convert.ToHexStringLower(SHA256.HashData(weights)),
        };
        if (AdapterMetadataCheck.FindFault(metadata) is var (property, reason))
            throw new ArgumentException($"{property}: {reason}", nameof(metadata));
        path = Path.GetFullPath(path);
        if (IsFolder(path))
            WriteFolder(path, AdapterMetadataJson.Write(metadata), weights);
        else
            WriteFile(path, AdapterMetadataJson.Write(metadata), weights);
    }

    /// <summary>Finds out whether a package can be written: makes its folder, and changes nothing else.</summary>
    /// <param name="path">The file or folder that it would be.</param>
    /// <param name="metadata">What it would say of itself; the model, the hash and the adapted modules need not be known yet.</param>
    /// <exception cref="ArgumentException">The metadata are not those of an adapter.</exception>
    /// <exception cref="IOException">Nothing can be written there.</exception>
    /// <exception cref="UnauthorizedAccessException">Nothing may be written there.</exception>
    public static void CheckDestination(string path, AdapterMetadata metadata)
    {
        string unknown = new('0', 2 * SHA256.HashSizeInBytes);
        if (AdapterMetadataCheck.FindFault(metadata with { TargetModules = ["all"], BaseModelSignature = unknown, WeightsSha256 = unknown }) is var (property, reason))
            throw new ArgumentException($"{property}: {reason}", nameof(metadata));
        path = Path.GetFullPath(path);
        string folder = IsFolder(path) ? path : Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        string probe = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        File.Create(probe).Dispose();
        File.Delete(probe);
    }

    private static bool IsFolder(string fullPath) => Directory.Exists(fullPath) || !fullPath.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    private static void WriteFolder(string path, byte[] metadata, byte[] weights)
    {
        Directory.CreateDirectory(path);
        // The metadata come last: with weights of another hash, the package is refused rather than half old.
        Replace(Path.Combine(path, AdapterMetadata.WeightsFile), file => file.Write(weights));
        Replace(Path.Combine(path, AdapterMetadata.FileName), file => file.Write(metadata));
    }

    private static void WriteFile(string path, byte[] metadata, byte[] weights)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Replace(path, file =>
        {
            using ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true);
            // Weights hardly shrink, and stored as they are they can be read in place.
            AddEntry(zip, AdapterMetadata.FileName, metadata, CompressionLevel.Optimal);
            AddEntry(zip, AdapterMetadata.WeightsFile, weights, CompressionLevel.NoCompression);
        });
    }

    private static void AddEntry(ZipArchive zip, string name, byte[] content, CompressionLevel level)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name, level);
        // The same adapter gives the same file, whenever it is written.
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using Stream stream = entry.Open();
        stream.Write(content);
    }

    private static void Replace(string path, Action<Stream> write)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream file = File.Create(temporary))
                write(file);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
