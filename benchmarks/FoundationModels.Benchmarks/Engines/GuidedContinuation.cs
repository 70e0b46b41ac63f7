namespace FoundationModels.Benchmarks.Engines;

/// <summary>What an engine generated under a schema.</summary>
/// <param name="Tokens">The ids, without the one that ended the response.</param>
/// <param name="Elapsed">The time from the first step to the end.</param>
internal sealed record GuidedContinuation(int[] Tokens, TimeSpan Elapsed)
{
    /// <summary>Gets how many of the tokens the grammar alone decided, where the engine tells.</summary>
    public int ForcedTokens { get; init; }

    /// <summary>Gets the part of the time that masks and sampling took, where the engine tells.</summary>
    public TimeSpan MaskAndSampling { get; init; }
}
