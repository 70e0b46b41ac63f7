using FoundationModels.Generation;

namespace FoundationModels;

/// <summary>One position of a response: the token that was chosen and, on request, the most likely ones.</summary>
/// <param name="Chosen">The token that became part of the response.</param>
public sealed record TokenLogProbabilities(TokenLogProbability Chosen)
{
    /// <summary>Gets the most likely tokens of the position, the likeliest first. Empty unless more than one log-probability was asked for.</summary>
    public IReadOnlyList<TokenLogProbability> MostLikely { get; init => field = ValueList.Create<TokenLogProbability>([.. value]); }
        = ValueList.Create<TokenLogProbability>([]);
}
