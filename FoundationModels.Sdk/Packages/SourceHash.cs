using System.Security.Cryptography;
using System.Text;

namespace FoundationModels.Packages;

/// <summary>The hash by which the store finds a model's package again, and the size of what it is made from.</summary>
internal static class SourceHash
{
    /// <summary>The SHA-256 of a file; of a folder, that over the names and hashes of the files that an import may read.</summary>
    /// <exception cref="IOException">A file is absent or cannot be read.</exception>
    public static async Task<string> GetAsync(
        string path, FileHashes hashes, IProgress<ModelImportProgress>? progress, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path))
            return await hashes.GetAsync(path, progress, cancellationToken).ConfigureAwait(false);
        StringBuilder list = new();
        foreach (string file in SourceFolder.Files(path))
        {
            string hash = await hashes.GetAsync(file, progress, cancellationToken).ConfigureAwait(false);
            list.Append(hash).Append(' ').Append(Path.GetFileName(file)).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list.ToString())));
    }

    /// <summary>The bytes of a package of a source, or a little more.</summary>
    public static long PackageBytes(string path, ModelPrecision precision)
    {
        // Floats of 16 bits double as float32, and halve as codes of 8.
        if (Directory.Exists(path))
            return SourceFolder.Files(path).Sum(file => FileStamp.Of(file).Length) * (precision == ModelPrecision.Exact ? 2 : 1);

        // Four-bit weights grow sevenfold as float32; otherwise a weight of four bits becomes one of eight at the most.
        return FileStamp.Of(path).Length * (precision == ModelPrecision.Exact ? 8 : 2);
    }
}
