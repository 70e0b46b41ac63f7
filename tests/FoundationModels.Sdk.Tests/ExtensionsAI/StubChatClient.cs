using Microsoft.Extensions.AI;

namespace FoundationModels.Sdk.Tests.ExtensionsAI;

/// <summary>A chat client that answers as a test says, and remembers what it was asked.</summary>
internal sealed class StubChatClient(Func<IReadOnlyList<ChatMessage>, ChatOptions?, ChatResponse> reply) : IChatClient
{
    private int _next;

    public StubChatClient(params ChatResponse[] replies)
        : this((_, _) => throw new InvalidOperationException("Never called.")) => Replies = replies;

    public List<(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options)> Requests { get; } = [];

    private ChatResponse[]? Replies { get; }

    public static ChatResponse Text(string text, ChatFinishReason? finish = null) => new(new ChatMessage(ChatRole.Assistant, text))
    {
        FinishReason = finish ?? ChatFinishReason.Stop,
        Usage = new UsageDetails { InputTokenCount = 10, OutputTokenCount = 5, CachedInputTokenCount = 4 },
    };

    public static ChatResponse Of(params AIContent[] contents) => new(new ChatMessage(ChatRole.Assistant, [.. contents])) { FinishReason = ChatFinishReason.ToolCalls };

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyList<ChatMessage> asked = [.. messages];
        Requests.Add((asked, options));
        return Task.FromResult(Replies is null ? reply(asked, options) : Replies[_next++]);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (ChatResponseUpdate update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("stub", defaultModelId: "stub-model") : null;

    public void Dispose()
    {
    }
}
