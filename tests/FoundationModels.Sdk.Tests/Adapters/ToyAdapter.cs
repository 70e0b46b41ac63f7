using FoundationModels.Adapters;

namespace FoundationModels.Sdk.Tests.Adapters;

/// <summary>A small adapter of our own making.</summary>
internal static class ToyAdapter
{
    public const string Signature = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    public static IReadOnlyList<AdapterUpdate> Updates { get; } =
    [
        Update("layers.0.attn_q", 8, 6, 2, 1),
        Update("layers.0.attn_v", 8, 4, 3, 2),
        Update("layers.1.ffn_down", 5, 8, 1, 3),
    ];

    public static AdapterMetadata Metadata { get; } = new()
    {
        Identifier = "toy",
        Author = "Somebody",
        Description = "Changes little.",
        License = "MIT",
        Rank = 0,
        Alpha = 16,
        TargetModules = [],
        BaseModelSignature = Signature,
        WeightsSha256 = "",
        CreatorDefined = new Dictionary<string, string> { ["dataset"] = "toys" },
    };

    /// <summary>Values that 16 bits hold exactly.</summary>
    public static AdapterUpdate Update(string slot, int inputs, int outputs, int rank, int seed)
    {
        Random random = new(seed);
        float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(-64, 64) / 64f)];
        return new AdapterUpdate(slot, inputs, outputs, rank, Values(inputs * rank), Values(rank * outputs));
    }

    /// <summary>Writes the package into a folder and returns its path.</summary>
    public static string Write(string path, AdapterElementType type = AdapterElementType.Single)
    {
        AdapterPackageWriter.Write(path, Metadata, Updates, type);
        return path;
    }
}
