namespace FoundationModels.Benchmarks.Masks;

/// <summary>How an engine judged an instance.</summary>
/// <param name="IsValid">What the corpus says.</param>
/// <param name="PassesMasks">Whether each token was in the mask of its step.</param>
/// <param name="IsComplete">Whether moreover the text may end there.</param>
/// <param name="Rejected">The number of the token that was not allowed, or -1.</param>
/// <param name="Failure">What the engine says where it gave up, or null.</param>
internal sealed record InstanceVerdict(bool IsValid, bool PassesMasks, bool IsComplete, int Rejected, string? Failure)
{
    /// <summary>Gets whether a text that the schema forbids was accepted.</summary>
    public bool IsFalseAccept => !IsValid && IsComplete;

    /// <summary>Gets whether a text that the schema allows was rejected, or could not end.</summary>
    public bool IsFalseReject => IsValid && !IsComplete;

    /// <summary>Gets whether the judgement is right.</summary>
    public bool IsRight => IsValid == IsComplete;

    /// <summary>Gets whether it is right where the end of the text is not asked about, as in MaskBench's own runner.</summary>
    public bool IsRightByMasks => IsValid == PassesMasks;
}
