using FoundationModels.Packages;

namespace FoundationModels.Inference;

/// <summary>What besides the token ids decides a sequence's keys and values. Only sequences with equal keys may share them.</summary>
/// <param name="Precision">How the graph's weights are stored.</param>
/// <param name="Adapters">The bound adapters' names and content hashes; null for none.</param>
internal readonly record struct PrefixKey(ModelPrecision Precision, string? Adapters)
{
    /// <summary>The key of a model without adapters.</summary>
    public static PrefixKey For(ModelManifest manifest) => new(manifest.Precision, null);
}
