namespace FoundationModels;

/// <summary>A token and how likely the model found it.</summary>
/// <param name="TokenId">The token's id in the model's vocabulary.</param>
/// <param name="Text">The token's own text; U+FFFD stands for bytes that are only part of a character.</param>
/// <param name="LogProbability">The natural logarithm of its probability in the model's own distribution: before temperature, penalties and filters.</param>
public readonly record struct TokenLogProbability(int TokenId, string Text, double LogProbability);
