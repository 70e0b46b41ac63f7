using System.Security.Cryptography;
using FoundationModels.Packages;

namespace FoundationModels.Import;

/// <summary>The folder of a package that is being written, and the list of what is in it.</summary>
internal sealed class PackageFolder(string path)
{
    private readonly List<PackageFile> _files = [];

    /// <summary>Gets the files so far.</summary>
    public IReadOnlyList<PackageFile> Files => _files;

    /// <summary>The path of a file.</summary>
    public string PathOf(string name) => Path.Combine(path, name);

    /// <summary>Writes and lists a small file.</summary>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        using (FileStream file = File.Create(PathOf(name)))
            file.Write(content);
        Add(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    /// <summary>Lists a file that was written elsewhere.</summary>
    public void Add(string name, long length, string sha256) => _files.Add(new PackageFile(name, length, sha256));
}
