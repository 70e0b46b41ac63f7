namespace FoundationModels.Packages;

/// <summary>A model package on disk whose manifest has been read and whose files are there with the lengths that it names.</summary>
internal sealed class ModelPackage
{
    /// <summary>The format that this version imports to.</summary>
    public const int NewestFormat = 2;

    /// <summary>The oldest format that this version still runs.</summary>
    public const int OldestFormat = 1;

    private const long ManifestLimit = 16 << 20;

    private ModelPackage(string folder, ModelManifest manifest)
    {
        Folder = folder;
        Manifest = manifest;
    }

    /// <summary>Gets the package's folder.</summary>
    public string Folder { get; }

    /// <summary>Gets the manifest.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>Whether a folder looks like a package: it has a manifest.</summary>
    public static bool IsPackage(string folder) => File.Exists(Path.Combine(folder, ModelManifest.FileName));

    /// <summary>Opens a package. The files' hashes are not compared; <see cref="PackageIntegrity"/> does that.</summary>
    /// <exception cref="ModelFormatException">There is no manifest, its format is unknown, or a file is absent, has another length, or a name that leaves the folder.</exception>
    public static ModelPackage Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string path = Path.Combine(folder, ModelManifest.FileName);
        FileInfo info = new(path);
        if (!info.Exists)
            throw new ModelFormatException(folder, ModelManifest.FileName, "The folder is not a model package: it has no manifest.");
        if (info.Length > ManifestLimit)
            throw new ModelFormatException(path, null, $"The manifest has {info.Length:N0} bytes, more than the limit of {ManifestLimit:N0}.");

        ModelManifest manifest = ModelManifestJson.Read(path);
        if (manifest.Format is < OldestFormat or > NewestFormat)
        {
            throw new ModelFormatException(
                path, "format", $"The package has format {manifest.Format}, this version reads {OldestFormat} to {NewestFormat}; import the model again.");
        }

        foreach (PackageFile file in manifest.Files)
            CheckFile(folder, path, file);
        CheckGraph(path, manifest, manifest.Graphs.Decode);
        foreach (string? graph in new[] { manifest.Graphs.Full, manifest.Graphs.Adapted, manifest.Graphs.Training, manifest.Graphs.TrainingRecomputing })
        {
            if (graph is not null)
                CheckGraph(path, manifest, graph);
        }

        return new ModelPackage(folder, manifest);
    }

    /// <summary>The path of one of the package's files.</summary>
    /// <param name="name">A name from the manifest.</param>
    public string PathOf(string name) => Path.Combine(Folder, name);

    private static void CheckFile(string folder, string manifestPath, PackageFile? file)
    {
        if (file is null || !IsPlainName(file.Name))
            throw new ModelFormatException(manifestPath, file?.Name, "A file's name is not a path below the package's folder with forward slashes.");
        FileInfo info = new(Path.Combine(folder, file.Name));
        if (!info.Exists)
            throw new ModelFormatException(manifestPath, file.Name, "The file is absent from the package; import the model again.");
        if (info.Length != file.Length)
            throw new ModelFormatException(manifestPath, file.Name, $"The file has {info.Length:N0} bytes, the manifest says {file.Length:N0}; import the model again.");
    }

    private static void CheckGraph(string manifestPath, ModelManifest manifest, string graph)
    {
        if (manifest.Files.All(f => f.Name != graph))
            throw new ModelFormatException(manifestPath, graph, "The graph is not among the package's files.");
    }

    private static bool IsPlainName(string? name) =>
        !string.IsNullOrEmpty(name)
        && name.AsSpan().IndexOfAny("\\:\0") < 0
        && name.Split('/').All(part => part is not ("" or "." or ".."));
}
