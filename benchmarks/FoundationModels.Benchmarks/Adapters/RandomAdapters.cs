using FoundationModels.Adapters;
using FoundationModels.Packages;

namespace FoundationModels.Benchmarks.Adapters;

/// <summary>Makes adapters of the default model that change every map a little, for measurements that do not depend on what they change.</summary>
internal static class RandomAdapters
{
    /// <summary>An adapter's updates.</summary>
    public static IReadOnlyList<AdapterUpdate> Updates(ModelManifest manifest, int rank, int seed)
    {
        Random random = new(seed);
        return [.. manifest.AdapterSlots.Select(s => new AdapterUpdate(s.Name, s.Inputs, s.Outputs, rank, Values(random, s.Inputs * rank), Values(random, rank * s.Outputs)))];
    }

    /// <summary>Writes an adapter's package.</summary>
    public static void Write(string path, ModelManifest manifest, int rank, int seed)
    {
        AdapterMetadata metadata = new()
        {
            Identifier = Path.GetFileNameWithoutExtension(path),
            Rank = rank,
            Alpha = rank,
            TargetModules = [],
            BaseModelSignature = manifest.SourceSignature,
            WeightsSha256 = "",
        };
        AdapterPackageWriter.Write(path, metadata, Updates(manifest, rank, seed), AdapterElementType.Half);
    }

    private static float[] Values(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() - 0.5f) * 0.02f)];
}
