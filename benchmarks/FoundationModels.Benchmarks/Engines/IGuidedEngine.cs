namespace FoundationModels.Benchmarks.Engines;

/// <summary>An engine that can hold a response to a JSON Schema.</summary>
internal interface IGuidedEngine : IEngine
{
    /// <summary>
    /// Continues a prompt greedily. All of the prompt but its last token is run before the clock starts, so that each generated token costs one step at most.
    /// </summary>
    /// <param name="prompt">The prompt, which may be one that was run before.</param>
    /// <param name="schema">The schema; null for a response that nothing restricts and that does not end by itself.</param>
    /// <param name="maximum">The most tokens.</param>
    /// <param name="clock">The time to measure.</param>
    GuidedContinuation Guide(ReadOnlySpan<int> prompt, string? schema, int maximum, BenchmarkClock clock);
}
