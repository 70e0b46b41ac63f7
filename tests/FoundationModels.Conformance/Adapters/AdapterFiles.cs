using FoundationModels.Adapters;
using FoundationModels.Adapters.Import;
using FoundationModels.Packages;

namespace FoundationModels.Conformance.Adapters;

/// <summary>Finds references and adapters in several folders, the first that has them.</summary>
internal sealed class AdapterFiles(IReadOnlyList<string> folders)
{
    /// <summary>The path of a file, or null.</summary>
    public string? Find(string name) => folders.Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists);

    /// <summary>The path of an adapter, or null: a package, or a folder as PEFT writes it.</summary>
    public string? FindAdapter(string name) =>
        folders.SelectMany(f => new[] { Path.Combine(f, $"{name}{AdapterPackageWriter.Extension}"), Path.Combine(f, name) })
            .FirstOrDefault(path => path.EndsWith(AdapterPackageWriter.Extension, StringComparison.Ordinal) ? Path.Exists(path) : File.Exists(Path.Combine(path, PeftAdapter.WeightsFile)));

    /// <summary>Reads an adapter that was found.</summary>
    public IReadOnlyList<AdapterUpdate> ReadAdapter(string name, ModelManifest manifest)
    {
        string path = FindAdapter(name)!;
        if (!path.EndsWith(AdapterPackageWriter.Extension, StringComparison.Ordinal))
            return AdapterImporter.Read(path, manifest).Updates;
        AdapterPackage package = AdapterPackage.Load(path);
        package.CheckFits(manifest);
        return package.Updates;
    }
}
