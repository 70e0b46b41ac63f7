using FoundationModels.Adapters.Files;
using FoundationModels.Import.HuggingFace;
using FoundationModels.Packages;

namespace FoundationModels.Training;

/// <summary>Which kinds of maps are adapted.</summary>
internal static class AdaptedKinds
{
    /// <summary>Finds a model's kinds by the names that were asked for: the package's own, or those of Transformers.</summary>
    /// <param name="names">The names, or null for all.</param>
    /// <param name="manifest">The model.</param>
    /// <exception cref="ArgumentException">The model has no map of a name.</exception>
    public static IReadOnlyCollection<string>? Of(IReadOnlyList<string>? names, ModelManifest manifest)
    {
        if (names is null)
            return null;
        HashSet<string> known = [.. manifest.AdapterSlots.Select(slot => AdapterNames.KindOf(slot.Name))];
        return [.. names.Select(name => HuggingFaceNames.KindOf(name) ?? name).Select(name => known.Contains(name)
            ? name
            : throw new ArgumentException($"TargetModules: {manifest.Id} has no '{name}'; it has {string.Join(", ", known.Order(StringComparer.Ordinal))}."))];
    }
}
