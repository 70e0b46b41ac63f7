namespace FoundationModels;

/// <summary>The tokens that a response took.</summary>
/// <param name="InputTokens">Tokens of the whole prompt, the cached ones included.</param>
/// <param name="CachedTokens">How many of the input tokens were found in the KV cache and cost no prefill.</param>
/// <param name="OutputTokens">Tokens that the model generated, the one that ended the turn included.</param>
public readonly record struct Usage(int InputTokens, int CachedTokens, int OutputTokens)
{
    /// <summary>Gets the sum of input and output tokens.</summary>
    public int TotalTokens => InputTokens + OutputTokens;

    /// <summary>Adds two usages, as a session does over its turns.</summary>
    public static Usage operator +(Usage left, Usage right) => Add(left, right);

    /// <summary>Adds two usages, as a session does over its turns.</summary>
    public static Usage Add(Usage left, Usage right) =>
        new(left.InputTokens + right.InputTokens, left.CachedTokens + right.CachedTokens, left.OutputTokens + right.OutputTokens);
}
