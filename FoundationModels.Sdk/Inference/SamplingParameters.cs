using System.Globalization;

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

    /// <summary>Gets whether the most likely token is always taken.</summary>
    public bool IsGreedy => Temperature == 0;

    /// <summary>Reads the sampling part of a response's options.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside the range that its documentation states.</exception>
    public static SamplingParameters From(GenerationOptions options)
    {
        SamplingMode mode = options.Sampling ?? SamplingMode.TopP(DefaultThreshold);
        double temperature = options.Temperature ?? DefaultTemperature;
        Check(temperature is >= 0 and <= float.MaxValue, nameof(options.Temperature), temperature, "0 or more");
        Check(mode.TopKCount is null or > 0, nameof(mode.TopKCount), mode.TopKCount, "more than 0, or null for all");
        Check(mode.ProbabilityThreshold is null or (> 0 and <= 1), nameof(mode.ProbabilityThreshold), mode.ProbabilityThreshold, "in (0, 1]");
        Check(mode.MinimumProbability is null or (>= 0 and <= 1), nameof(mode.MinimumProbability), mode.MinimumProbability, "in [0, 1]");
        Check(options.RepetitionPenalty is null or (> 0 and <= float.MaxValue), nameof(options.RepetitionPenalty), options.RepetitionPenalty, "more than 0");
        return new SamplingParameters(
            mode.IsGreedy ? 0 : (float)temperature,
            mode.TopKCount ?? 0,
            mode.ProbabilityThreshold ?? 1,
            (float)(mode.MinimumProbability ?? 0),
            (float)(options.RepetitionPenalty ?? 1),
            mode.Seed ?? RandomSource.NewSeed());
    }

    private static void Check(bool valid, string name, object? value, string range)
    {
        if (!valid)
            throw new ArgumentOutOfRangeException(name, value, string.Create(CultureInfo.InvariantCulture, $"{name} has to be {range}."));
    }
}
