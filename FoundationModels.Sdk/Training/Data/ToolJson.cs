using System.Text.Json;

namespace FoundationModels.Training.Data;

/// <summary>Reads tools and their calls as chat interfaces write them.</summary>
internal static class ToolJson
{
    private const string Tool = "a tool";
    private const string Call = "a call of a tool";

    /// <summary>Reads {"type": "function", "function": {"name", "description", "parameters"}}.</summary>
    /// <exception cref="FormatException">It is no such object.</exception>
    public static ToolDefinition ReadTool(JsonElement tool)
    {
        JsonElement function = Function(tool, Tool);
        return new ToolDefinition(
            JsonFields.RequireText(function, Tool, "name"),
            JsonFields.FindText(function, Tool, "description") ?? "",
            GenerationSchema.FromJsonSchema(JsonFields.Require(function, Tool, "parameters", JsonValueKind.Object).GetRawText()));
    }

    /// <summary>Reads {"id", "type": "function", "function": {"name", "arguments"}}, where the arguments are a string that holds JSON.</summary>
    /// <exception cref="FormatException">It is no such object.</exception>
    public static Transcript.ToolCall ReadCall(JsonElement call, Dictionary<string, string> calls)
    {
        JsonElement function = Function(call, Call);
        JsonElement arguments = JsonFields.Require(function, Call, "arguments", JsonValueKind.String, JsonValueKind.Object);
        Transcript.ToolCall read = new(
            JsonFields.RequireText(function, Call, "name"), arguments.ValueKind == JsonValueKind.String ? arguments.GetString()! : arguments.GetRawText());
        if (JsonFields.FindText(call, Call, "id") is { Length: > 0 } id)
            read = read with { Id = id };
        calls[read.Id] = read.ToolName;
        return read;
    }

    private static JsonElement Function(JsonElement element, string owner) => JsonFields.Find(element, owner, "function", JsonValueKind.Object) ?? element;
}
