namespace FoundationModels.Import.Architectures;

/// <summary>In what a model of the llama family differs from Llama itself.</summary>
internal sealed record LlamaVariant
{
    // SmolLM3 leaves every fourth layer without positions; GGUF has no key for it.
    private const int SmolLM3Interval = 4;

    /// <summary>Gets whether the rows of queries and keys are in GGUF's order for the llama family, rotary pairs side by side.</summary>
    public bool PairsAreNeighbours { get; init; } = true;

    /// <summary>Gets whether each head of queries and keys is normalized before its rotation.</summary>
    public bool NormalizesHeads { get; init; }

    /// <summary>Gets the interval of layers without rotation, or 0.</summary>
    public int UnrotatedInterval { get; init; }

    /// <summary>Gets for every layer whether it rotates queries and keys (0: it does not), where the source says it layer by layer.</summary>
    public IReadOnlyList<int>? Rotations { get; init; }

    /// <summary>Gets what embeddings are multiplied by.</summary>
    public float EmbeddingScale { get; init; } = 1;

    /// <summary>Gets what the result of every block is multiplied by before it is added.</summary>
    public float ResidualScale { get; init; } = 1;

    /// <summary>Gets what logits are multiplied by.</summary>
    public float LogitScale { get; init; } = 1;

    /// <summary>Llama, Mistral, SmolLM2 and others of their form.</summary>
    public static LlamaVariant Llama(ModelSource source) => new();

    /// <summary>SmolLM3.</summary>
    public static LlamaVariant SmolLM3(ModelSource source)
    {
        const string Flags = "no_rope_layers";
        if (!source.File.Hyperparameters.TryGetInt32Array(Flags, out int[]? rotations))
            return new() { UnrotatedInterval = source.Size("no_rope_layer_interval", SmolLM3Interval, ModelSource.LargestSize) };
        if (rotations.Length != source.Size("block_count"))
            throw source.Fault(source.Key(Flags), $"The array has {rotations.Length} entries, expected one for each layer.");
        return new() { Rotations = rotations };
    }

    /// <summary>Granite 3: four multipliers.</summary>
    public static LlamaVariant Granite(ModelSource source) => new()
    {
        EmbeddingScale = source.Positive("embedding_scale", 1),
        ResidualScale = source.Positive("residual_scale", 1),
        LogitScale = 1 / source.Positive("logit_scale", 1),
    };

    /// <summary>Qwen2 and Qwen2.5.</summary>
    public static LlamaVariant Qwen2(ModelSource source) => new() { PairsAreNeighbours = false };

    /// <summary>Qwen3, without its mixtures of experts.</summary>
    public static LlamaVariant Qwen3(ModelSource source) => new() { PairsAreNeighbours = false, NormalizesHeads = true };

    /// <summary>Whether layer number <paramref name="index"/> rotates queries and keys.</summary>
    public bool Rotates(int index) => Rotations is not null ? Rotations[index] != 0 : UnrotatedInterval == 0 || (index + 1) % UnrotatedInterval != 0;
}
