using FoundationModels.Packages;

namespace FoundationModels.Adapters;

/// <summary>Whether an adapter belongs to a model.</summary>
internal static class AdapterFit
{
    /// <summary>Whether an adapter was made for a model and each of its updates has a place there.</summary>
    public static bool IsMet(AdapterPackage package, ModelManifest manifest)
    {
        try
        {
            package.CheckFits(manifest);
            return true;
        }
        catch (AdapterMismatchException)
        {
            return false;
        }
    }

    /// <summary>Checks that an adapter was made for a model.</summary>
    /// <exception cref="AdapterMismatchException">It was made for another one.</exception>
    public static void Check(AdapterMetadata metadata, ModelManifest manifest)
    {
        if (!metadata.BaseModelSignature.Equals(manifest.SourceSignature, StringComparison.OrdinalIgnoreCase))
        {
            throw new AdapterMismatchException(
                metadata.Identifier, manifest.Id,
                $"it was made for the model with the signature {metadata.BaseModelSignature}, and this one's is {manifest.SourceSignature}. Use the model that it was made for, or an adapter for this one.");
        }
    }

    /// <summary>Checks that an adapter was made for a model and that each of its updates has a place there.</summary>
    /// <exception cref="AdapterMismatchException">It does not fit.</exception>
    public static void Check(AdapterMetadata metadata, IReadOnlyList<AdapterUpdate> updates, ModelManifest manifest)
    {
        Check(metadata, manifest);
        if (manifest.Graphs.Adapted is null)
            throw new AdapterMismatchException(metadata.Identifier, manifest.Id, $"the model's package of format {manifest.Format} has no graph for adapters. Import the model again.");
        Dictionary<string, AdapterSlot> slots = manifest.AdapterSlots.ToDictionary(s => s.Name, StringComparer.Ordinal);
        foreach (AdapterUpdate update in updates)
        {
            if (!slots.TryGetValue(update.Slot, out AdapterSlot? slot))
                throw new AdapterMismatchException(metadata.Identifier, manifest.Id, $"the model has no linear map '{update.Slot}'.");
            if (slot.Inputs != update.Inputs || slot.Outputs != update.Outputs)
            {
                throw new AdapterMismatchException(
                    metadata.Identifier, manifest.Id,
                    $"'{update.Slot}' maps {slot.Inputs} to {slot.Outputs} values in the model and {update.Inputs} to {update.Outputs} in the adapter.");
            }
        }
    }
}
