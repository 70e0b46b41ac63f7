namespace FoundationModels.Inference;

/// <summary>The log-probabilities of one step.</summary>
/// <param name="Chosen">The token that was generated.</param>
/// <param name="MostLikely">The most likely tokens, best first; the generated one may be among them.</param>
internal sealed record StepLogProbabilities(ScoredToken Chosen, IReadOnlyList<ScoredToken> MostLikely);
