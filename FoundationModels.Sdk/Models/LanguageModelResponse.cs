using FoundationModels.Generation;

namespace FoundationModels;

/// <summary>How a model's response ended. Its text went through the <see cref="GenerationChannel"/>.</summary>
/// <param name="FinishReason">Why it ended.</param>
/// <param name="Usage">The tokens that it took.</param>
public sealed record LanguageModelResponse(FinishReason FinishReason, Usage Usage)
{
    /// <summary>Gets the log-probabilities of each generated token, in order; empty where the options do not ask for them.</summary>
    public IReadOnlyList<TokenLogProbabilities> LogProbabilities { get; init; } = [];

    /// <summary>Gets the calls of tools that the response ended with, in order; their arguments fit the tools' schemas. They are not part of the text.</summary>
    public IReadOnlyList<Transcript.ToolCall> ToolCalls { get; init => field = ValueList.Copy(value); } = ValueList.Create<Transcript.ToolCall>([]);

    /// <summary>Gets how many of the tokens could come only one way, so that the model was not asked for them.</summary>
    internal int ForcedTokens { get; init; }

    /// <summary>Gets the text and the calls as the model wrote them; null where there are no calls.</summary>
    internal string? MessageWithCalls { get; init; }

    /// <summary>Gets the ids that were generated for exactly the text that went through the channel, or for the message with the calls.</summary>
    internal GeneratedTokens Tokens { get; init; }
}
