using FoundationModels.Generation;

namespace FoundationModels;

/// <summary>How the next token is chosen from the model's distribution.</summary>
/// <remarks>Immutable. Combine filters with <c>with</c>: <c>SamplingMode.TopP(0.9) with { TopKCount = 40 }</c>.</remarks>
public sealed record SamplingMode
{
    private SamplingMode()
    {
    }

    /// <summary>Gets the mode that always takes the most likely token, the lowest id on a tie.</summary>
    public static SamplingMode Greedy { get; } = new() { IsGreedy = true };

    /// <summary>Gets the mode that samples from the whole distribution.</summary>
    public static SamplingMode Random { get; } = new();

    /// <summary>Gets whether the most likely token is always taken.</summary>
    public bool IsGreedy { get; private init; }

    /// <summary>Gets how many (1 or more) of the most likely tokens stay in the draw, or null for all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int? TopKCount
    {
        get;
        init => field = value is null or >= 1 ? value : throw OptionRange.Refused(nameof(TopKCount), value, "1 or more");
    }

    /// <summary>Gets the probability mass (above 0, at most 1) that the most likely tokens in the draw must reach, or null for all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0 and at most 1.</exception>
    public double? ProbabilityThreshold
    {
        get;
        init => field = value is null or (> 0 and <= 1)
            ? value
            : throw OptionRange.Refused(nameof(ProbabilityThreshold), value, "above 0 and at most 1");
    }

    /// <summary>Gets the least probability, relative to the most likely token's (0 to 1), that keeps a token in the draw, or null for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not from 0 to 1.</exception>
    public double? MinimumProbability
    {
        get;
        init => field = value is null or (>= 0 and <= 1)
            ? value
            : throw OptionRange.Refused(nameof(MinimumProbability), value, "from 0 to 1");
    }

    /// <summary>Gets the seed. The same seed, prompt, options and machine give the same text; null draws a new one for each response.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Samples from the <paramref name="count"/> most likely tokens.</summary>
    public static SamplingMode TopK(int count, ulong? seed = null) => new() { TopKCount = count, Seed = seed };

    /// <summary>Samples from the most likely tokens whose probabilities sum to <paramref name="threshold"/> (nucleus sampling).</summary>
    public static SamplingMode TopP(double threshold, ulong? seed = null) => new() { ProbabilityThreshold = threshold, Seed = seed };

    /// <summary>Samples from the tokens that are at least <paramref name="threshold"/> times as likely as the most likely one.</summary>
    public static SamplingMode MinP(double threshold, ulong? seed = null) => new() { MinimumProbability = threshold, Seed = seed };
}
