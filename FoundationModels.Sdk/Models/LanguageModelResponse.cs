using FoundationModels.Generation;

namespace FoundationModels;

/// <summary>How a model's response ended. Its text went through the <see cref="GenerationChannel"/>.</summary>
/// <param name="FinishReason">Why it ended.</param>
/// <param name="Usage">The tokens that it took.</param>
public sealed record LanguageModelResponse(FinishReason FinishReason, Usage Usage)
{
    /// <summary>Gets the log-probabilities of each generated token, in order; empty where the options do not ask for them.</summary>
    public IReadOnlyList<TokenLogProbabilities> LogProbabilities { get; init; } = [];

    /// <summary>Gets the ids that were generated for exactly the text that went through the channel.</summary>
    internal GeneratedTokens Tokens { get; init; }
}
