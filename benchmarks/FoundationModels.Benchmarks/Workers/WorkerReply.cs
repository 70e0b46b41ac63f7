namespace FoundationModels.Benchmarks.Workers;

/// <summary>A worker's answer to one command: one JSON object on one line. Only what the command asks for is set.</summary>
internal sealed record WorkerReply
{
    /// <summary>Gets what went wrong, or null.</summary>
    public string? Error { get; init; }

    /// <summary>Gets the engine's build and settings.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the bytes of weights that a decoding step reads at least.</summary>
    public long WeightBytes { get; init; }

    /// <summary>Gets the time from the first call to a session that is ready.</summary>
    public double LoadMilliseconds { get; init; }

    /// <summary>Gets the generated tokens.</summary>
    public int[] Tokens { get; init; } = [];

    /// <summary>Gets the time to the first generated token.</summary>
    public double FirstTokenMilliseconds { get; init; }

    /// <summary>Gets the time from the first generated token to the last.</summary>
    public double RestMilliseconds { get; init; }

    /// <summary>Gets the tokens of the prompt that were not computed again.</summary>
    public int CachedTokens { get; init; }

    /// <summary>Gets the bytes that one token in the steady state allocates on the managed heap, where asked for.</summary>
    public double AllocatedBytesPerToken { get; init; }

    /// <summary>Gets the time of a guided response from its first step to its end.</summary>
    public double GuidedMilliseconds { get; init; }

    /// <summary>Gets the tokens of a guided response that its grammar alone decided.</summary>
    public int ForcedTokens { get; init; }

    /// <summary>Gets the part of a guided response's time that masks and sampling took.</summary>
    public double MaskAndSamplingMilliseconds { get; init; }

    /// <summary>Gets bytes: private, or on large pages.</summary>
    public long Bytes { get; init; }
}
