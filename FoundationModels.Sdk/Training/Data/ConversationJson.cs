using System.Text.Json;

namespace FoundationModels.Training.Data;

/// <summary>
/// Reads a conversation in the form of Apple's adapter training toolkit: an array of messages with "role" and "content"; tools beside a system
/// message, calls of tools beside the assistant's, the schema of an answer beside the user's.
/// </summary>
internal static class ConversationJson
{
    private const string Message = "a message";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>Reads one line.</summary>
    /// <exception cref="FormatException">The line is not a conversation; the message says why.</exception>
    public static Conversation Read(string line)
    {
        using JsonDocument document = Parse(line);
        JsonElement messages = document.RootElement;
        if (messages.ValueKind == JsonValueKind.Object && messages.TryGetProperty("messages", out JsonElement member))
            messages = member;
        if (messages.ValueKind != JsonValueKind.Array)
            throw new FormatException("A conversation is a JSON array of messages with \"role\" and \"content\".");

        List<Transcript.Entry> entries = [];
        List<ToolDefinition> tools = [];
        Dictionary<string, string> calls = new(StringComparer.Ordinal);
        foreach (JsonElement message in messages.EnumerateArray())
            Read(message, entries, tools, calls);
        if (!entries.Any(e => e is Transcript.Response or Transcript.ToolCalls))
            throw new FormatException("The conversation has no message of the assistant, so that there is nothing to learn.");
        return new Conversation(new Transcript(entries), tools);
    }

    private static JsonDocument Parse(string line)
    {
        try
        {
            return JsonDocument.Parse(line, Options);
        }
        catch (JsonException e)
        {
            throw new FormatException($"The line is not JSON: {e.Message}", e);
        }
    }

    private static void Read(JsonElement message, List<Transcript.Entry> entries, List<ToolDefinition> tools, Dictionary<string, string> calls)
    {
        string role = JsonFields.RequireText(message, Message, "role");
        string content = JsonFields.FindText(message, Message, "content") ?? "";
        switch (role)
        {
            case "system":
                entries.Add(new Transcript.Instructions(content));
                if (JsonFields.Find(message, Message, "tools", JsonValueKind.Array) is { } declared)
                    tools.AddRange(declared.EnumerateArray().Select(ToolJson.ReadTool));
                break;
            case "user":
                entries.Add(Prompt(message, content));
                break;
            case "assistant":
                JsonElement? made = JsonFields.Find(message, Message, "tool_calls", JsonValueKind.Array);
                bool hasCalls = made?.GetArrayLength() > 0;
                if (content.Length > 0 || !hasCalls)
                    entries.Add(new Transcript.Response(content));
                if (hasCalls)
                    entries.Add(new Transcript.ToolCalls([.. made!.Value.EnumerateArray().Select(call => ToolJson.ReadCall(call, calls))]));
                break;
            case "tool":
                string id = JsonFields.RequireText(message, "a message of a tool", "tool_call_id");
                string name = JsonFields.FindText(message, Message, "name") ?? calls.GetValueOrDefault(id) ?? throw new FormatException($"A tool answers the call '{id}', which was not made.");
                entries.Add(new Transcript.ToolOutput(id, name, [new Transcript.TextSegment(content)]));
                break;
            default:
                throw new FormatException($"The role '{role}' is none of system, user, assistant and tool.");
        }
    }

    private static Transcript.Prompt Prompt(JsonElement message, string content)
    {
        Transcript.Prompt prompt = new(content);
        if (JsonFields.Find(message, Message, "response_format", JsonValueKind.Object) is not { } format)
            return prompt;
        format = JsonFields.Find(format, "a response format", "json_schema", JsonValueKind.Object) ?? format;
        format = JsonFields.Find(format, "a response format", "schema", JsonValueKind.Object) ?? format;
        return prompt with { ResponseFormat = new Transcript.ResponseFormat(GenerationSchema.FromJsonSchema(format.GetRawText())) };
    }
}
