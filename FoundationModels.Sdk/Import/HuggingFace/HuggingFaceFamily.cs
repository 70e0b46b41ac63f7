namespace FoundationModels.Import.HuggingFace;

/// <summary>What a model type of Transformers means: the architecture it is here, and what its configuration leaves unsaid.</summary>
/// <param name="Architecture">The architecture's name, as GGUF files have it.</param>
/// <param name="Required">Hyperparameters whose default in Transformers is a number of that model alone, so that a file without them is refused.</param>
internal sealed record HuggingFaceFamily(string Architecture, params string[] Required)
{
    private static readonly SortedDictionary<string, HuggingFaceFamily> Families = new(StringComparer.Ordinal)
    {
        ["granite"] = new("granite", "attention.scale") { HasMultipliers = true },
        ["llama"] = new("llama"),
        ["mistral"] = new("llama", "attention.head_count_kv") { HasBiases = false, SlidesAlways = true },
        ["qwen2"] = new("qwen2", "attention.head_count_kv") { HasBiases = false, HasQueryKeyValueBiases = true },
        ["qwen3"] = new("qwen3", "attention.head_count_kv", "attention.key_length") { HasFeedForwardBiases = false },
        ["smollm3"] = new("smollm3", "attention.head_count_kv", "rope.freq_base") { IsTied = true },
    };

    /// <summary>Gets the model types that can be imported.</summary>
    public static IEnumerable<string> Types => Families.Keys;

    /// <summary>Gets whether the output projection is the embedding where the configuration doesn't say.</summary>
    public bool IsTied { get; private init; }

    /// <summary>Gets whether the configuration can ask for biases.</summary>
    public bool HasBiases { get; private init; } = true;

    /// <summary>Gets whether the configuration can ask for biases in the feed-forward block.</summary>
    public bool HasFeedForwardBiases { get; private init; } = true;

    /// <summary>Gets whether queries, keys and values always have biases, and nothing else has.</summary>
    public bool HasQueryKeyValueBiases { get; private init; }

    /// <summary>Gets whether a window that is given applies without being switched on.</summary>
    public bool SlidesAlways { get; private init; }

    /// <summary>Gets whether the configuration has multipliers for embeddings, attention, residuals and logits.</summary>
    public bool HasMultipliers { get; private init; }

    /// <summary>The family of a model type, or null where it is unknown.</summary>
    public static HuggingFaceFamily? Find(string modelType) => Families.GetValueOrDefault(modelType);
}
