using System.Text.Json;

namespace FoundationModels.Training.Data;

/// <summary>Reads tools and their calls as chat interfaces write them.</summary>
internal static class ToolJson
{
    /// <summary>Reads {"type": "function", "function": {"name", "description", "parameters"}}.</summary>
    public static ToolDefinition ReadTool(JsonElement tool)
    {
        JsonElement function = Function(tool);
        string description = function.TryGetProperty("description", out JsonElement text) ? text.GetString() ?? "" : "";
        return new ToolDefinition(Name(function), description, GenerationSchema.FromJsonSchema(function.GetProperty("parameters").GetRawText()));
    }

    /// <summary>Reads {"id", "type": "function", "function": {"name", "arguments"}}, where the arguments are a string that holds JSON.</summary>
    public static Transcript.ToolCall ReadCall(JsonElement call, Dictionary<string, string> calls)
    {
        JsonElement function = Function(call);
        JsonElement arguments = function.GetProperty("arguments");
        Transcript.ToolCall read = new(Name(function), arguments.ValueKind == JsonValueKind.String ? arguments.GetString()! : arguments.GetRawText());
        if (call.TryGetProperty("id", out JsonElement id) && id.GetString() is { Length: > 0 } text)
            read = read with { Id = text };
        calls[read.Id] = read.ToolName;
        return read;
    }

    private static JsonElement Function(JsonElement element) => element.TryGetProperty("function", out JsonElement function) ? function : element;

    private static string Name(JsonElement function) => function.GetProperty("name").GetString() ?? throw new FormatException("A function has no name.");
}
