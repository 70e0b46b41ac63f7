namespace FoundationModels;

/// <summary>A complete response.</summary>
/// <typeparam name="T">The type of its content.</typeparam>
public sealed class Response<T>
{
    internal Response(T content, LanguageModelResponse response, Transcript entries, string modelId, TimeSpan duration)
    {
        Content = content;
        FinishReason = response.FinishReason;
        Usage = response.Usage;
        LogProbabilities = response.LogProbabilities;
        TranscriptEntries = entries;
        ModelId = modelId;
        Duration = duration;
    }

    /// <summary>Gets what the model answered.</summary>
    public T Content { get; }

    /// <summary>Gets why the response ended. After <see cref="FinishReason.Length"/> it is not complete.</summary>
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
