namespace FoundationModels.Benchmarks.Engines;

/// <summary>What an engine generated.</summary>
/// <param name="Tokens">The generated ids.</param>
/// <param name="CachedTokens">The tokens of the prompt that were not computed again.</param>
internal sealed record Continuation(int[] Tokens, int CachedTokens);
