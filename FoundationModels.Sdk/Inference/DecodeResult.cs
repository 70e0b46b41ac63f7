namespace FoundationModels.Inference;

/// <summary>A finished response.</summary>
/// <param name="Tokens">The generated ids, the one that ended the turn and those of a stop sequence included.</param>
/// <param name="Text">The text, without end-of-turn tokens and stop sequence.</param>
/// <param name="FinishReason">Why it ended.</param>
/// <param name="Usage">The tokens that it took.</param>
/// <param name="LogProbabilities">One entry a generated token, or empty where none were asked for.</param>
internal sealed record DecodeResult(
    IReadOnlyList<int> Tokens,
    string Text,
    FinishReason FinishReason,
    Usage Usage,
    IReadOnlyList<StepLogProbabilities> LogProbabilities)
{
    /// <summary>Gets whether the last token is one that ends a turn, and no part of the text.</summary>
    public bool HasEndToken { get; init; }
}
