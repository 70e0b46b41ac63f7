using System.Runtime.CompilerServices;
using FoundationModels.Diagnostics;
using FoundationModels.Sessions;
using Microsoft.Extensions.AI;

namespace FoundationModels.ExtensionsAI;

/// <summary>A chat client that asks a model. It has no state, so that any number of requests may run at once.</summary>
internal sealed class LanguageModelChatClient(ILanguageModel model) : IChatClient
{
    /// <summary>Gets the model.</summary>
    public ILanguageModel Model => model;

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(CancellationToken.None).ConfigureAwait(false);

    /// <inheritdoc/>
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return StreamAsync(ChatRequestReader.Read(this, messages, options), cancellationToken);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        if (serviceType.IsInstanceOfType(this))
            return this;
        if (serviceType == typeof(ChatClientMetadata))
            return new ChatClientMetadata(GenAIConventions.Provider, defaultModelId: model.Id);
        return serviceType.IsInstanceOfType(model) ? model : null;
    }

    /// <summary>Does nothing: the model belongs to whoever made it.</summary>
    public void Dispose()
    {
    }

    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(LanguageModelRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ChatUpdates updates = new(model);
        TurnOutput output = new();
        using CancellationTokenSource abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // A model may do work before its first await, and the caller's thread may be one that draws a user interface.
        Task<LanguageModelResponse> generation = Task.Run(() => GenerateAsync(request, output, abandoned.Token), CancellationToken.None);
        try
        {
            while (await output.ReadAsync().ConfigureAwait(false) is { } update)
                yield return updates.Text(update.Delta);
            LanguageModelResponse response = await ResultOf(generation, cancellationToken).ConfigureAwait(false);
            if (response.ToolCalls.Count > 0)
                yield return updates.Calls(response.ToolCalls);
            yield return updates.End(response);
        }
        finally
        {
            if (!generation.IsCompleted)
                await abandoned.CancelAsync().ConfigureAwait(false);
            await ((Task)generation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<LanguageModelResponse> GenerateAsync(LanguageModelRequest request, TurnOutput output, CancellationToken cancellationToken)
    {
        try
        {
            return await model.GenerateAsync(request, output, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            output.Close();
        }
    }

    // The caller compares the token of the exception with its own.
    private static async Task<LanguageModelResponse> ResultOf(Task<LanguageModelResponse> generation, CancellationToken cancellationToken)
    {
        try
        {
            return await generation.ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
    }
}
