namespace FoundationModels.Inference.Training;

/// <summary>A conversation as tokens, with those that the model has to learn to say.</summary>
/// <param name="Tokens">The token ids.</param>
/// <param name="IsResponse">For each token whether it is the model's own; the first token never is.</param>
internal sealed record TrainingSequence(int[] Tokens, bool[] IsResponse)
{
    /// <summary>Gets the number of tokens to learn.</summary>
    public int ResponseTokens { get; } = IsResponse.AsSpan(1).Count(true);
}
