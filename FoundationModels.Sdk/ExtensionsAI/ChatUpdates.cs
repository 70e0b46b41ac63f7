using Microsoft.Extensions.AI;

namespace FoundationModels.ExtensionsAI;

/// <summary>Makes the updates of one response; all have its ids and the time it began.</summary>
internal sealed class ChatUpdates(ILanguageModel model)
{
    private readonly string _responseId = Guid.NewGuid().ToString("N");
    private readonly string _messageId = Guid.NewGuid().ToString("N");
    private readonly DateTimeOffset _createdAt = DateTimeOffset.UtcNow;

    /// <summary>Text that was generated.</summary>
    public ChatResponseUpdate Text(string text) => Of([new TextContent(text)]);

    /// <summary>The calls that the response ends with.</summary>
    public ChatResponseUpdate Calls(IReadOnlyList<Transcript.ToolCall> calls) => Of([.. calls.Select(ToContent)]);

    /// <summary>How the response ended.</summary>
    public ChatResponseUpdate End(LanguageModelResponse response)
    {
        ChatResponseUpdate update = Of([new UsageContent(ToDetails(response.Usage))]);
        update.FinishReason = response.FinishReason switch
        {
            FinishReason.Length => ChatFinishReason.Length,
            FinishReason.ToolCalls => ChatFinishReason.ToolCalls,
            _ => ChatFinishReason.Stop,
        };
        update.RawRepresentation = response;
        return update;
    }

    private static FunctionCallContent ToContent(Transcript.ToolCall call) =>
        FunctionCallContent.CreateFromParsedArguments(call.ArgumentsJson, call.Id, call.ToolName, static json => AIJson.ReadArguments(json));

    private static UsageDetails ToDetails(Usage usage) => new()
    {
        InputTokenCount = usage.InputTokens,
        CachedInputTokenCount = usage.CachedTokens,
        OutputTokenCount = usage.OutputTokens,
        TotalTokenCount = usage.TotalTokens,
    };

    private ChatResponseUpdate Of(IList<AIContent> contents) => new(ChatRole.Assistant, contents)
    {
        ResponseId = _responseId,
        MessageId = _messageId,
        CreatedAt = _createdAt,
        ModelId = model.Id,
    };
}
