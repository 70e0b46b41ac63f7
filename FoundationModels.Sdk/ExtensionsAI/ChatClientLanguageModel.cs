using FoundationModels.ExtensionsAI;
using Microsoft.Extensions.AI;

namespace FoundationModels;

/// <summary>A language model behind a chat client of Microsoft.Extensions.AI, so that sessions, typed answers and tools run on a served model as they do on one of this machine.</summary>
/// <remarks>
/// <para>
/// Schemas are sent as the response format, whether or not the prompt is to show them in words. No service has to keep to them, so each answer is checked, and a wrong one is asked for again with what was wrong, up to
/// <see cref="ChatClientLanguageModelOptions.MaximumAttempts"/> times; then <see cref="InvalidResponseException"/> is thrown. The conversation holds the right answer only. For that, an answer
/// with a schema comes in one piece, when it is known to be right; plain text comes as the service sends it. Grammars that are no JSON Schema throw
/// <see cref="UnsupportedCapabilityException"/>.
/// </para>
/// <para>
/// Calls of tools are checked and asked for again in the same way: one that is demanded and missing, another tool than the one that has to be called, and several calls where
/// <see cref="GenerationOptions.AllowsParallelToolCalls"/> is false. Plain text in front of such calls was shown already and cannot be taken back, so that then the exception is thrown at once.
/// </para>
/// <para>
/// Options that are not set are the service's own defaults. <see cref="GenerationOptions.RepetitionPenalty"/>, <see cref="GenerationOptions.LogProbabilities"/>,
/// <see cref="GenerationOptions.ToolChoice"/> and <see cref="SamplingMode.MinimumProbability"/> have no counterpart and are ignored. Whether a stop sequence ended a response is not known.
/// </para>
/// <para>
/// What the client throws is the inner exception of a <see cref="FoundationModelsException"/>. The client is not disposed. Safe to share between threads, as chat clients are.
/// </para>
/// </remarks>
public sealed class ChatClientLanguageModel : ILanguageModel
{
    private readonly ChatClientLanguageModelOptions _options;
    private readonly ChatConversation _conversation;

    /// <summary>Initializes the model.</summary>
    /// <param name="client">The client. It must not call functions by itself: the session does.</param>
    /// <param name="options">What is known of the model; null is the defaults.</param>
    public ChatClientLanguageModel(IChatClient client, ChatClientLanguageModelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        Client = client;
        _options = options ?? new ChatClientLanguageModelOptions();
        Id = _options.ModelId ?? client.GetService<ChatClientMetadata>()?.DefaultModelId ?? "chat-client";
        _conversation = new ChatConversation(client, Id, _options.MaximumAttempts);
    }

    /// <summary>Gets the client.</summary>
    public IChatClient Client { get; }

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    /// <remarks>Whether a service answers shows only when it is asked.</remarks>
    public ModelAvailability Availability => ModelAvailability.Available;

    /// <inheritdoc/>
    public LanguageModelCapabilities Capabilities => _options.Capabilities;

    /// <inheritdoc/>
    public int ContextSize => _options.ContextSize;

    /// <inheritdoc/>
    /// <remarks>An estimate, unless <see cref="ChatClientLanguageModelOptions.CountTokens"/> is set: chat clients do not count.</remarks>
    public ValueTask<int> CountTokensAsync(Transcript transcript, CancellationToken cancellationToken = default) => CountTokensAsync(transcript, [], cancellationToken);

    /// <inheritdoc/>
    /// <remarks>An estimate, unless <see cref="ChatClientLanguageModelOptions.CountTokens"/> is set: chat clients do not count.</remarks>
    public ValueTask<int> CountTokensAsync(Transcript transcript, IEnumerable<ToolDefinition> tools, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        ArgumentNullException.ThrowIfNull(tools);
        IReadOnlyList<ToolDefinition> all = [.. tools];
        return _options.CountTokens is { } count ? count(transcript, all, cancellationToken) : new ValueTask<int>(TokenEstimate.Of(transcript) + TokenEstimate.Of(all));
    }

    /// <summary>Does nothing: a service gets ready by itself.</summary>
    public Task PrewarmAsync(LanguageModelRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidResponseException">The answer does not follow the schema, the call that was demanded was not made, or calls were made that are not allowed.</exception>
    /// <exception cref="UnsupportedCapabilityException">The request has a grammar that is no JSON Schema.</exception>
    /// <exception cref="FoundationModelsException">The client failed, or the service refused to answer.</exception>
    public async Task<LanguageModelResponse> GenerateAsync(
        LanguageModelRequest request, GenerationChannel output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(output);
        GenerationSchema? schema = SchemaOf(request);
        List<ChatMessage> messages = ChatMessagesWriter.Write(request.Transcript);
        AnswerForm? form = schema is null ? null : new AnswerForm(schema);
        ChatOptions options = ChatOptionsWriter.Write(request, form, _options.ModelId);
        _options.Configure?.Invoke(options);
        try
        {
            return await _conversation.AskAsync(new ChatQuestion(messages, options, form, CallRules.Of(request)), output, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not FoundationModelsException && !(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw new FoundationModelsException($"The chat client of the model '{Id}' failed: {e.Message}", e);
        }
    }

    private GenerationSchema? SchemaOf(LanguageModelRequest request) => request.Grammar switch
    {
        null => request.ResponseSchema,
        JsonSchemaGrammar grammar => GenerationSchema.FromJsonSchema(grammar.Schema),
        _ => throw new UnsupportedCapabilityException(
            Id,
            LanguageModelCapabilities.GuidedGeneration,
            $"The model '{Id}' is behind a chat client, which takes JSON Schemas and no other grammars. Ask with a schema, or ask a SystemLanguageModel."),
    };
}
