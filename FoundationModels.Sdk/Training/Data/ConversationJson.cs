using System.Text.Json;

namespace FoundationModels.Training.Data;

/// <summary>
/// Reads a conversation in the form of Apple's adapter training toolkit: an array of messages with "role" and "content"; tools beside a system
/// message, calls of tools beside the assistant's, the schema of an answer beside the user's.
/// </summary>
internal static class ConversationJson
{
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
        if (message.ValueKind != JsonValueKind.Object)
            throw new FormatException($"A message is a JSON object, not {message.ValueKind}.");
        string role = Text(message, "role") ?? throw new FormatException("A message has no \"role\".");
        string content = Text(message, "content") ?? "";
        switch (role)
        {
            case "system":
                entries.Add(new Transcript.Instructions(content));
                if (message.TryGetProperty("tools", out JsonElement declared))
                    tools.AddRange(declared.EnumerateArray().Select(ToolJson.ReadTool));
                break;
            case "user":
                entries.Add(Prompt(message, content));
                break;
            case "assistant":
                bool hasCalls = message.TryGetProperty("tool_calls", out JsonElement made) && made.ValueKind == JsonValueKind.Array && made.GetArrayLength() > 0;
                if (content.Length > 0 || !hasCalls)
                    entries.Add(new Transcript.Response(content));
                if (hasCalls)
                    entries.Add(new Transcript.ToolCalls([.. made.EnumerateArray().Select(call => ToolJson.ReadCall(call, calls))]));
                break;
            case "tool":
                string id = Text(message, "tool_call_id") ?? throw new FormatException("A message of a tool has no \"tool_call_id\".");
                string name = Text(message, "name") ?? calls.GetValueOrDefault(id) ?? throw new FormatException($"A tool answers the call '{id}', which was not made.");
                entries.Add(new Transcript.ToolOutput(id, name, [new Transcript.TextSegment(content)]));
                break;
            default:
                throw new FormatException($"The role '{role}' is none of system, user, assistant and tool.");
        }
    }

    private static Transcript.Prompt Prompt(JsonElement message, string content)
    {
        Transcript.Prompt prompt = new(content);
        if (!message.TryGetProperty("response_format", out JsonElement format))
            return prompt;
        if (format.TryGetProperty("json_schema", out JsonElement named))
            format = named;
        if (format.TryGetProperty("schema", out JsonElement schema))
            format = schema;
        return prompt with { ResponseFormat = new Transcript.ResponseFormat(GenerationSchema.FromJsonSchema(format.GetRawText())) };
    }

    private static string? Text(JsonElement message, string name) =>
        message.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null
            ? value.ValueKind == JsonValueKind.String ? value.GetString() : throw new FormatException($"\"{name}\" of a message is {value.ValueKind}, not a string.")
            : null;
}
