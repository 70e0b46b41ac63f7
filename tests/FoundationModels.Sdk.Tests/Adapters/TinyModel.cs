using FoundationModels.Adapters;
using FoundationModels.Import;
using FoundationModels.Packages;
using FoundationModels.Sdk.Tests.Import.Architectures;
using FoundationModels.Sdk.Tests.Import.Gguf;
using FoundationModels.Sdk.Tests.Packages;

namespace FoundationModels.Sdk.Tests.Adapters;

/// <summary>A package of a small random model, with adapters that change what it says.</summary>
internal sealed class TinyModel : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TinyModel(Action<GgufBuilder>? change = null, ModelPrecision precision = ModelPrecision.Exact)
    {
        string source = _folder.At("tiny.gguf");
        File.WriteAllBytes(source, new TinyLlama().ToFile(change));
        Package = _folder.At("package");
        ModelImporter.ImportAsync(source, Package, new ModelImportOptions { Precision = precision }, null, CancellationToken.None).GetAwaiter().GetResult();
    }

    public string Package { get; }

    public ModelManifest Manifest => ModelPackage.Open(Package).Manifest;

    public string FolderOfAdapters => _folder.At("adapters");

    public void Dispose() => _folder.Dispose();

    /// <summary>Writes an adapter of every map and returns its path.</summary>
    public string WriteAdapter(string name, int seed, int rank = 4, string? signature = null, AdapterElementType type = AdapterElementType.Single)
    {
        AdapterMetadata metadata = ToyAdapter.Metadata with { Identifier = name, BaseModelSignature = signature ?? Manifest.SourceSignature };
        string path = Path.Combine(FolderOfAdapters, $"{name}.fmadapter");
        AdapterPackageWriter.Write(path, metadata, Updates(seed, rank), type);
        return path;
    }

    /// <summary>Changes that are large enough to be seen.</summary>
    public IReadOnlyList<AdapterUpdate> Updates(int seed, int rank = 4)
    {
        Random random = new(seed);
        float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() - 0.5f) * 0.4f)];
        return [.. Manifest.AdapterSlots.Select(s => new AdapterUpdate(s.Name, s.Inputs, s.Outputs, rank, Values(s.Inputs * rank), Values(rank * s.Outputs)))];
    }
}
