namespace FoundationModels.Adapters.Files;

/// <summary>The names of an adapter's matrices, which are the names of the graph inputs that they are bound to.</summary>
internal static class AdapterNames
{
    private const string SuffixA = ".lora_A";
    private const string SuffixB = ".lora_B";

    /// <summary>The name of a slot's matrix [inputs, rank].</summary>
    public static string A(string slot) => slot + SuffixA;

    /// <summary>The name of a slot's matrix [rank, outputs].</summary>
    public static string B(string slot) => slot + SuffixB;

    /// <summary>Takes the name of a matrix apart.</summary>
    public static bool TryParse(string name, out string slot, out bool isA)
    {
        isA = name.EndsWith(SuffixA, StringComparison.Ordinal);
        bool isMatrix = isA || name.EndsWith(SuffixB, StringComparison.Ordinal);
        slot = isMatrix ? name[..^SuffixA.Length] : "";
        return slot.Length > 0;
    }

    /// <summary>The kind of map that a slot belongs to, as in "attn_q" for "layers.0.attn_q".</summary>
    public static string KindOf(string slot) => slot[(slot.LastIndexOf('.') + 1)..];
}
