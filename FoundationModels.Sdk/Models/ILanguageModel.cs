namespace FoundationModels;

/// <summary>A language model: what stands between a <see cref="LanguageModelSession"/> and the engine that generates.</summary>
/// <remarks>
/// Members may be called concurrently, from several sessions and threads; a model keeps no state of a conversation, so one serves many
/// sessions. A model that waits for a device or a network does so without blocking a thread. <see cref="ScriptedLanguageModel"/> is one
/// for tests.
/// </remarks>
public interface ILanguageModel
{
    /// <summary>Gets the model's name, as it appears in responses and telemetry.</summary>
    string Id { get; }

    /// <summary>Gets whether the model can answer. It may change over time; asking is cheap.</summary>
    ModelAvailability Availability { get; }

    /// <summary>Gets what the model can do beyond text.</summary>
    LanguageModelCapabilities Capabilities { get; }

    /// <summary>Gets the most tokens of input and output together; 0 where that is not known yet.</summary>
    int ContextSize { get; }

    /// <summary>Counts the tokens that a transcript takes as the input of a request without tools, template included.</summary>
    /// <param name="transcript">The conversation.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ModelUnavailableException">The model cannot be used.</exception>
    ValueTask<int> CountTokensAsync(Transcript transcript, CancellationToken cancellationToken = default) => CountTokensAsync(transcript, [], cancellationToken);

    /// <summary>Counts the tokens that a transcript takes as the input of a request with tools, template and the tools' signatures included.</summary>
    /// <param name="transcript">The conversation.</param>
    /// <param name="tools">The tools of the request.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ModelUnavailableException">The model cannot be used.</exception>
    ValueTask<int> CountTokensAsync(Transcript transcript, IEnumerable<ToolDefinition> tools, CancellationToken cancellationToken = default);

    /// <summary>Gets ready for a request: loads the model and processes what the request will begin with. A hint; it may do nothing.</summary>
    /// <param name="request">A request whose transcript the real one will begin with; text may still follow at its end.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ModelUnavailableException">The model cannot be used.</exception>
    Task PrewarmAsync(LanguageModelRequest request, CancellationToken cancellationToken = default);

    /// <summary>Answers a request.</summary>
    /// <param name="request">The conversation and the options.</param>
    /// <param name="output">Takes the text as it is generated.</param>
    /// <param name="cancellationToken">Ends the generation within one step.</param>
    /// <returns>How the response ended, after its last text went to <paramref name="output"/>.</returns>
    /// <exception cref="ModelUnavailableException">The model cannot be used.</exception>
    /// <exception cref="ContextSizeExceededException">The request does not fit; thrown before any of it is processed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<LanguageModelResponse> GenerateAsync(
        LanguageModelRequest request, GenerationChannel output, CancellationToken cancellationToken = default);
}
