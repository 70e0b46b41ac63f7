namespace FoundationModels;

/// <summary>How an adapter is trained.</summary>
public sealed record AdapterTrainingOptions
{
    /// <summary>
    /// Gets the path of the model: its own file, or a package that was imported with <see cref="ModelPrecision.Exact"/>; null for the model that
    /// <see cref="SystemLanguageModel.Default"/> finds.
    /// </summary>
    public string? ModelPath { get; init; }

    /// <summary>Gets the path of a file of conversations that tells when to stop and which weights are best; null for none.</summary>
    public string? EvaluationPath { get; init; }

    /// <summary>Gets the rank of every adapted map.</summary>
    public int Rank { get; init; } = 16;

    /// <summary>Gets the numerator of the scaling alpha / rank; null for twice the rank.</summary>
    public double? Alpha { get; init; }

    /// <summary>Gets the kinds of maps that are adapted, as in "attn_q", or "q_proj" as Transformers calls it; null for all.</summary>
    public IReadOnlyList<string>? TargetModules { get; init; }

    /// <summary>Gets the highest learning rate, reached after the warm-up; from there it falls to 0 as a cosine does.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Gets the share of all steps over which the learning rate rises.</summary>
    public double WarmUpShare { get; init; } = 0.03;

    /// <summary>Gets how often the data are gone through.</summary>
    public double Epochs { get; init; } = 3;

    /// <summary>Gets the number of conversations of a step.</summary>
    public int BatchSize { get; init; } = 8;

    /// <summary>Gets the number of batches whose gradients are added up for one step.</summary>
    public int GradientAccumulation { get; init; } = 1;

    /// <summary>Gets the norm that the gradients of a step are shortened to where theirs is larger; infinity leaves them.</summary>
    public double MaximumGradientNorm { get; init; } = 1;

    /// <summary>Gets AdamW's weight decay.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Gets the number of steps between two looks at the evaluation data; null for a quarter of an epoch.</summary>
    public int? EvaluationInterval { get; init; }

    /// <summary>Gets how many looks in a row may bring nothing before the training stops.</summary>
    public int Patience { get; init; } = 4;

    /// <summary>Gets the most conversations of the evaluation data that a look takes.</summary>
    public int EvaluationSamples { get; init; } = 64;

    /// <summary>Gets the most tokens of a conversation; longer ones are left out. Null for the model's context.</summary>
    public int? MaximumSequenceLength { get; init; }

    /// <summary>Gets the bytes that training may take; null for half of what the process may use.</summary>
    /// <remarks>Where a batch does not fit it is done in parts, with each layer's values computed again instead of kept if need be.</remarks>
    public long? MaximumMemoryBytes { get; init; }

    /// <summary>Gets the seed of the first weights and of the data's order.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Gets the number of threads; 0 is one for each physical core.</summary>
    public int Threads { get; init; }

    /// <summary>Gets the file of the checkpoint, from which an interrupted training goes on; null for none. A training that is cancelled writes one, too.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>Gets the number of steps between two checkpoints.</summary>
    public int CheckpointInterval { get; init; } = 50;

    /// <summary>Gets what the adapter is called; null for its file's name.</summary>
    public string? Identifier { get; init; }

    /// <summary>Gets who made it.</summary>
    public string? Author { get; init; }

    /// <summary>Gets what it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the licence of the adapter.</summary>
    public string? License { get; init; }

    /// <summary>Gets values of the maker's own for the adapter's metadata.</summary>
    public IReadOnlyDictionary<string, string> CreatorDefinedMetadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets whether the weights are stored in 16 bits, half as large.</summary>
    public bool HalfPrecision { get; init; } = true;

    /// <summary>Gets the folder of the store that holds imported models; null for the user's.</summary>
    public string? StoreFolder { get; init; }
}
