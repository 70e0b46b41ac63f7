namespace FoundationModels.Inference;

/// <summary>A token with the natural logarithm of its probability in the model's own distribution: no temperature, penalty or filter.</summary>
internal readonly record struct TokenLogProbability(int Token, double LogProbability);

/// <summary>The log-probabilities of one step.</summary>
/// <param name="Chosen">The token that was generated.</param>
/// <param name="MostLikely">The most likely tokens, best first; the generated one may be among them.</param>
internal sealed record StepLogProbabilities(TokenLogProbability Chosen, IReadOnlyList<TokenLogProbability> MostLikely);
