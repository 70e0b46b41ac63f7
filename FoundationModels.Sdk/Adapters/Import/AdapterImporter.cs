using FoundationModels.Packages;

namespace FoundationModels.Adapters.Import;

/// <summary>Reads adapters of other tools: folders as PEFT writes them, and GGUF files as llama.cpp's converter writes them.</summary>
internal static class AdapterImporter
{
    /// <summary>Reads an adapter for a model.</summary>
    /// <param name="path">A folder with <c>adapter_config.json</c>, or a GGUF file.</param>
    /// <param name="manifest">The manifest of the model that it was trained on.</param>
    /// <exception cref="AdapterFormatException">The adapter is absent, damaged, or asks for what is unsupported.</exception>
    /// <exception cref="AdapterMismatchException">It is sound and has no place in this model.</exception>
    public static ImportedAdapter Read(string path, ModelManifest manifest)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(manifest);
        ImportedAdapter adapter;
        try
        {
            adapter = Directory.Exists(path) ? PeftAdapter.Read(path, manifest) : GgufAdapter.Read(path, manifest);
        }
        catch (ModelFormatException e)
        {
            // The readers of files don't know whether a model or an adapter is in them.
            throw new AdapterFormatException(e.File, e.Element, e.Reason, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AdapterFormatException(path, null, $"The adapter cannot be read: {e.Message}", e);
        }

        if (adapter.Metadata.Rank > AdapterMetadataCheck.MostRank)
            throw new AdapterFormatException(path, null, $"The rank is {adapter.Metadata.Rank}; it has to be 1 to {AdapterMetadataCheck.MostRank}.");
        AdapterFit.Check(adapter.Metadata, adapter.Updates, manifest);
        return adapter;
    }

    /// <summary>The metadata of an adapter whose weights have been read.</summary>
    public static AdapterMetadata Describe(string path, double alpha, IReadOnlyList<AdapterUpdate> updates, ModelManifest manifest) => new()
    {
        Identifier = Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))),
        Rank = updates.Max(update => update.Rank),
        Alpha = alpha,
        TargetModules = [.. updates.Select(update => Files.AdapterNames.KindOf(update.Slot)).Distinct().Order(StringComparer.Ordinal)],
        BaseModelSignature = manifest.SourceSignature,
        WeightsSha256 = "",
    };
}
