namespace FoundationModels.Inference;

/// <summary>A token with the natural logarithm of its probability in the model's own distribution: no temperature, penalty or filter.</summary>
internal readonly record struct ScoredToken(int Token, double LogProbability);
