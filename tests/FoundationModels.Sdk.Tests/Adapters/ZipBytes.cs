using System.IO.Compression;

namespace FoundationModels.Sdk.Tests.Adapters;

/// <summary>Makes zip files in memory.</summary>
internal static class ZipBytes
{
    public static byte[] Of(IEnumerable<(string Name, byte[] Content)> entries, CompressionLevel level)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = zip.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
