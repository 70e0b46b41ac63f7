using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace FoundationModels.TestHost;

/// <summary>Writes responses as chat completions and as the chunks of one.</summary>
internal static class ChatCompletionsWriter
{
    /// <summary>A whole response.</summary>
    public static JsonObject Write(ChatResponse response)
    {
        FunctionCallContent[] calls = [.. response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>()];
        JsonObject message = new() { ["role"] = "assistant", ["content"] = response.Text.Length == 0 && calls.Length > 0 ? null : response.Text };
        if (calls.Length > 0)
            message["tool_calls"] = new JsonArray([.. calls.Select(c => ToCall(c))]);
        JsonObject choice = new() { ["index"] = 0, ["message"] = message, ["finish_reason"] = response.FinishReason?.Value };
        JsonObject completion = Begin("chat.completion", response.ResponseId, response.CreatedAt, response.ModelId);
        completion["choices"] = new JsonArray(choice);
        completion["usage"] = response.Usage is { } usage ? ToUsage(usage) : null;
        return completion;
    }

    /// <summary>The chunks of one update.</summary>
    /// <param name="update">The update.</param>
    /// <param name="calls">How many calls were written before.</param>
    public static List<JsonObject> WriteChunks(ChatResponseUpdate update, ref int calls)
    {
        List<JsonObject> chunks = [];
        JsonObject delta = new() { ["role"] = "assistant" };
        if (update.Text.Length > 0)
            delta["content"] = update.Text;
        JsonArray written = [];
        foreach (FunctionCallContent call in update.Contents.OfType<FunctionCallContent>())
            written.Add(ToCall(call, calls++));
        if (written.Count > 0)
            delta["tool_calls"] = written;
        JsonObject choice = new() { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = update.FinishReason?.Value };
        chunks.Add(Chunk(update, new JsonArray(choice), null));
        if (update.Contents.OfType<UsageContent>().FirstOrDefault() is { } usage)
            chunks.Add(Chunk(update, [], ToUsage(usage.Details)));
        return chunks;
    }

    private static JsonObject Chunk(ChatResponseUpdate update, JsonArray choices, JsonObject? usage)
    {
        JsonObject chunk = Begin("chat.completion.chunk", update.ResponseId, update.CreatedAt, update.ModelId);
        chunk["choices"] = choices;
        chunk["usage"] = usage;
        return chunk;
    }

    private static JsonObject Begin(string kind, string? id, DateTimeOffset? createdAt, string? model) => new()
    {
        ["id"] = id,
        ["object"] = kind,
        ["created"] = (createdAt ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds(),
        ["model"] = model,
    };

    private static JsonObject ToCall(FunctionCallContent call, int? index = null)
    {
        JsonObject arguments = [];
        foreach ((string name, object? value) in call.Arguments ?? new Dictionary<string, object?>())
            arguments[name] = System.Text.Json.JsonSerializer.SerializeToNode(value);
        JsonObject made = new()
        {
            ["id"] = call.CallId,
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = arguments.ToJsonString() },
        };
        if (index is { } number)
            made["index"] = number;
        return made;
    }

    private static JsonObject ToUsage(UsageDetails usage) => new()
    {
        ["prompt_tokens"] = usage.InputTokenCount,
        ["completion_tokens"] = usage.OutputTokenCount,
        ["total_tokens"] = usage.TotalTokenCount,
        ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = usage.CachedInputTokenCount },
    };
}
