namespace FoundationModels.Inference;

/// <summary>How the next token is chosen, with every default filled in and every value checked.</summary>
/// <param name="Temperature">The divisor of the logits; 0 is greedy.</param>
/// <param name="TopK">How many of the most likely tokens stay; 0 is all.</param>
/// <param name="TopP">The mass that the most likely tokens must reach; 1 is all.</param>
/// <param name="MinP">The least probability relative to the most likely token's; 0 is none.</param>
/// <param name="RepetitionPenalty">The factor against tokens that occurred in the context window; 1 is none.</param>
/// <param name="Seed">The seed of the response's random numbers.</param>
internal readonly record struct SamplingParameters(float Temperature, int TopK, double TopP, float MinP, float RepetitionPenalty, ulong Seed)
{
    private const double DefaultTemperature = 0.7;
    private const double DefaultThreshold = 0.9;

    // Beyond it a logit of single precision would overflow; it already excludes every token that occurred.
    private const double LargestPenalty = 1e6;

    /// <summary>Gets whether the most likely token is always taken.</summary>
    public bool IsGreedy => Temperature == 0;

    /// <summary>Reads the sampling part of a response's options, which check their own ranges.</summary>
    public static SamplingParameters From(GenerationOptions options)
    {
        SamplingMode mode = options.Sampling ?? SamplingMode.TopP(DefaultThreshold);
        return new SamplingParameters(
            mode.IsGreedy ? 0 : (float)Math.Min(options.Temperature ?? DefaultTemperature, float.MaxValue),
            mode.TopKCount ?? 0,
            mode.ProbabilityThreshold ?? 1,
            (float)(mode.MinimumProbability ?? 0),
            (float)Math.Clamp(options.RepetitionPenalty ?? 1, 1 / LargestPenalty, LargestPenalty),
            mode.Seed ?? RandomSource.NewSeed());
    }
}
