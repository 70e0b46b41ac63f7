namespace FoundationModels;

/// <summary>Options of one response. Every unset option has the default that its documentation states.</summary>
public sealed record GenerationOptions
{
    /// <summary>Gets how tokens are chosen; null is nucleus sampling with 0.9.</summary>
    public SamplingMode? Sampling { get; init; }

    /// <summary>Gets the temperature (0 or more) by which the logits are divided before sampling; null is 0.7, 0 is greedy.</summary>
    public double? Temperature { get; init; }

    /// <summary>Gets the most tokens that a response may have; null is what the context window leaves.</summary>
    public int? MaximumResponseTokens { get; init; }

    /// <summary>Gets the factor (more than 0; 1 is none) by which tokens that occurred before become less likely; null is 1.</summary>
    /// <remarks>A positive logit is divided by it and a negative one multiplied, as in CTRL (Keskar et al. 2019).</remarks>
    public double? RepetitionPenalty { get; init; }

    /// <summary>Gets texts that end the response where they first occur; they are not part of it.</summary>
    public IReadOnlyList<string> StopSequences { get; init; } = [];

    /// <summary>Gets how many log-probabilities to report for each generated token: 0 is none, 1 the chosen token's alone, more adds the most likely ones.</summary>
    public int LogProbabilities { get; init; }
}
