using FoundationModels.Sessions;

namespace FoundationModels;

/// <summary>A complete response.</summary>
/// <typeparam name="T">The type of its content.</typeparam>
public sealed class Response<T>
{
    internal Response(ParsedResponse<T> parsed, LanguageModelResponse response, Transcript entries, string modelId, TimeSpan duration)
    {
        Content = parsed.Content;
        RawContent = parsed.RawContent;
        FinishReason = response.FinishReason;
        Usage = response.Usage;
        LogProbabilities = response.LogProbabilities;
        TranscriptEntries = entries;
        ModelId = modelId;
        Duration = duration;
    }

    /// <summary>Gets what the model answered.</summary>
    public T Content { get; }

    /// <summary>Gets what the content was made of; a string for plain text.</summary>
    public GeneratedContent RawContent { get; }

    /// <summary>Gets why the response ended.</summary>
    /// <remarks>After <see cref="FinishReason.Length"/> a text is not complete. A response that follows a schema is completed in the shortest way, and follows it also then.</remarks>
    public FinishReason FinishReason { get; }

    /// <summary>Gets the tokens that the response took.</summary>
    public Usage Usage { get; }

    /// <summary>Gets the log-probabilities of each generated token, in order; empty where the options do not ask for them.</summary>
    public IReadOnlyList<TokenLogProbabilities> LogProbabilities { get; }

    /// <summary>Gets the entries that this turn added to the session's transcript, the prompt first.</summary>
    public Transcript TranscriptEntries { get; }

    /// <summary>Gets the name of the model that answered.</summary>
    public string ModelId { get; }

    /// <summary>Gets the time from the call to the end of the response.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The content as text.</summary>
    public override string? ToString() => Content?.ToString();
}
