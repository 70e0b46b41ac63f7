using FoundationModels.Import;
using FoundationModels.Import.Architectures;
using FoundationModels.Import.Gguf;
using FoundationModels.Packages;

namespace FoundationModels.Adapters.Import;

/// <summary>Reads an adapter in a GGUF file, as llama.cpp takes them: pairs of tensors NAME.lora_a and NAME.lora_b beside the names of the model's own.</summary>
internal static class GgufAdapter
{
    private const string SuffixA = ".lora_a";
    private const string SuffixB = ".lora_b";
    private const string AlphaKey = "adapter.lora.alpha";

    /// <summary>Reads an adapter.</summary>
    /// <exception cref="ModelFormatException">The file is damaged, or asks for what is unsupported.</exception>
    /// <exception cref="AdapterMismatchException">It is for another architecture.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ImportedAdapter Read(string path, ModelManifest manifest)
    {
        using GgufFile file = GgufFile.Open(path);
        CheckKind(file, manifest);
        float alpha = file.Metadata.TryGetSingle(AlphaKey, out float given) ? given : 0;
        List<AdapterUpdate> updates = [];
        foreach (string name in file.Tensors.Keys.Order(StringComparer.Ordinal))
        {
            string map = MapOf(file, name);
            if (name.EndsWith(SuffixB, StringComparison.Ordinal))
            {
                _ = file.GetTensor(map + SuffixA);
                continue;
            }

            string slot = SlotOf(map) ?? throw file.Metadata.Fault(name, "It is not for a linear map of a decoder's layer; adapters of others are unsupported.");
            LowRankPair pair = ReadPair(file, map);

            // llama.cpp's rule: without a numerator the product counts as it is.
            float scaling = alpha == 0 ? 1 : alpha / pair.Rank;
            updates.Add(pair.ToUpdate(slot, scaling, RowOrder(manifest, slot, pair.Outputs))
                ?? throw file.Metadata.Fault(name, "The map's matrices have values that are not finite numbers of 32 bits."));
        }

        if (updates.Count == 0)
            throw file.Metadata.Fault(AlphaKey, "The file has no tensors.");
        double numerator = alpha == 0 ? updates.Max(update => update.Rank) : alpha;
        return new ImportedAdapter(AdapterImporter.Describe(path, numerator, updates, manifest), updates);
    }

    private static void CheckKind(GgufFile file, ModelManifest manifest)
    {
        if (file.Metadata.GetString("general.type") is var kind and not "adapter")
            throw file.Metadata.Fault("general.type", $"The file holds a '{kind}', not an adapter.");
        if (file.Metadata.GetString("adapter.type") is var type and not "lora")
            throw file.Metadata.Fault("adapter.type", $"Adapters of type '{type}' are unsupported; lora is supported.");
        const string Activated = "adapter.alora.invocation_tokens";
        if (file.Metadata.Contains(Activated))
            throw file.Metadata.Fault(Activated, "Adapters that begin with certain tokens are unsupported.");
        if (file.Metadata.GetString(ModelSource.ArchitectureKey) is var architecture && architecture != manifest.Architecture)
        {
            throw new AdapterMismatchException(
                Path.GetFileNameWithoutExtension(file.FilePath), manifest.Id,
                $"it is for the architecture '{architecture}', the model's is '{manifest.Architecture}'.");
        }
    }

    private static string MapOf(GgufFile file, string name) =>
        name.EndsWith(SuffixA, StringComparison.Ordinal) || name.EndsWith(SuffixB, StringComparison.Ordinal)
            ? name[..^SuffixA.Length]
            : throw file.Metadata.Fault(name, "The tensor is not the A or B of a linear map; only those are supported.");

    /// <summary>"layers.0.attn_q" for "blk.0.attn_q.weight".</summary>
    private static string? SlotOf(string map) =>
        map.Split('.') is ["blk", var layer, ("attn_q" or "attn_k" or "attn_v" or "attn_output" or "ffn_gate" or "ffn_up" or "ffn_down") and var part, "weight"]
            ? $"layers.{layer}.{part}"
            : null;

    private static LowRankPair ReadPair(GgufFile file, string map)
    {
        SourceTensor a = file.GetTensor(map + SuffixA);
        SourceTensor b = file.GetTensor(map + SuffixB);
        bool isPair = a.Dimensions.Count <= 2 && b.Dimensions.Count <= 2 && a.RowCount == b.RowLength && b.RowLength <= AdapterMetadataCheck.MostRank;
        if (!isPair || a.RowLength > ModelSource.LargestSize || b.RowCount > ModelSource.LargestSize)
            throw file.Metadata.Fault(b.Name, $"The tensors are {a} and {b}, expected [inputs, rank] and [rank, outputs] with a rank of at most {AdapterMetadataCheck.MostRank}.");
        return new LowRankPair((int)b.RowLength, (int)a.RowLength, (int)b.RowCount, Floats(file, a), Floats(file, b));
    }

    private static float[] Floats(GgufFile file, SourceTensor tensor)
    {
        if (tensor.ElementCount > Array.MaxLength)
            throw file.Metadata.Fault(tensor.Name, $"The tensor has {tensor.ElementCount:N0} values, more than can be read at once.");
        float[] values = new float[tensor.ElementCount];
        file.Dequantize(tensor, 0, values);
        return values;
    }

    /// <summary>The files keep B of queries and keys in the order of the model's own rows.</summary>
    private static int[]? RowOrder(ModelManifest manifest, string slot, int outputs)
    {
        int headSize = manifest.KeyValue.HeadSize;
        bool isRotated = slot.EndsWith(".attn_q", StringComparison.Ordinal) || slot.EndsWith(".attn_k", StringComparison.Ordinal);
        return isRotated && RotaryRows.ArePermutedIn(manifest.Architecture) && outputs % headSize == 0
            ? RotaryRows.Order(outputs / headSize, headSize, headSize)
            : null;
    }
}
