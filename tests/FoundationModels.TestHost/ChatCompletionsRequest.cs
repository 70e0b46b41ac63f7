using System.Text.Json;
using Microsoft.Extensions.AI;

namespace FoundationModels.TestHost;

/// <summary>A request for a chat completion.</summary>
internal sealed record ChatCompletionsRequest(IReadOnlyList<ChatMessage> Messages, ChatOptions Options, bool IsStreamed)
{
    /// <summary>Reads a request.</summary>
    /// <exception cref="WireException">It is not what the protocol says.</exception>
    public static ChatCompletionsRequest Read(JsonElement body)
    {
        WireObject root = WireObject.Of(body, "the request");
        ChatOptions options = new()
        {
            ModelId = root.String("model"),
            Temperature = (float?)root.Number("temperature"),
            TopP = (float?)root.Number("top_p"),
            Seed = root.Integer("seed"),
            MaxOutputTokens = (int?)(root.Integer("max_completion_tokens") ?? root.Integer("max_tokens")),
            StopSequences = ReadStop(root),
            AllowMultipleToolCalls = root.Boolean("parallel_tool_calls"),
            Tools = ReadTools(root),
            ToolMode = ReadToolChoice(root),
            ResponseFormat = ReadFormat(root),
        };
        return new ChatCompletionsRequest([.. root.Array("messages").Select(ReadMessage)], options, root.Boolean("stream") ?? false);
    }

    private static ChatMessage ReadMessage(WireObject message)
    {
        string role = message.String("role") ?? throw message.Missing("role");
        List<AIContent> contents = ReadContents(message);
        switch (role)
        {
            case "system" or "developer" or "user":
                return new ChatMessage(new ChatRole(role), contents);
            case "assistant":
                foreach (WireObject call in message.Array("tool_calls"))
                    contents.Add(ReadCall(call));
                return new ChatMessage(ChatRole.Assistant, contents);
            case "tool":
                string id = message.String("tool_call_id") ?? throw message.Missing("tool_call_id");
                return new ChatMessage(ChatRole.Tool, [new FunctionResultContent(id, string.Concat(contents))]);
            default:
                throw new WireException($"The role '{role}' is not one of system, developer, user, assistant and tool.");
        }
    }

    private static List<AIContent> ReadContents(WireObject message)
    {
        if (message.Find("content") is not { } content)
            return [];
        return content.ValueKind switch
        {
            JsonValueKind.Null => [],
            JsonValueKind.String => [new TextContent(content.GetString())],
            _ => [.. message.Array("content").Select(ReadPart)],
        };
    }

    private static AIContent ReadPart(WireObject part) => part.String("type") == "text"
        ? new TextContent(part.String("text") ?? throw part.Missing("text"))
        : throw new WireException($"A part of a message has the type '{part.String("type")}', and the model takes text only.");

    private static FunctionCallContent ReadCall(WireObject call)
    {
        WireObject function = call.Object("function") ?? throw call.Missing("function");
        Dictionary<string, object?> arguments = [];
        try
        {
            using JsonDocument document = JsonDocument.Parse(function.String("arguments") ?? throw function.Missing("arguments"));
            foreach (JsonProperty argument in document.RootElement.Clone().EnumerateObject())
                arguments[argument.Name] = argument.Value;
        }
        catch (InvalidOperationException)
        {
            throw new WireException("The arguments of a call are no object.");
        }

        return new FunctionCallContent(call.String("id") ?? throw call.Missing("id"), function.String("name") ?? throw function.Missing("name"), arguments);
    }

    private static List<string> ReadStop(WireObject root) => root.Find("stop") switch
    {
        null or { ValueKind: JsonValueKind.Null } => [],
        { ValueKind: JsonValueKind.String } stop => [stop.GetString()!],
        { ValueKind: JsonValueKind.Array } stops when stops.EnumerateArray().All(s => s.ValueKind == JsonValueKind.String) => [.. stops.EnumerateArray().Select(s => s.GetString()!)],
        _ => throw new WireException("'stop' is a string or an array of strings."),
    };

    private static List<AITool>? ReadTools(WireObject root)
    {
        List<AITool> tools = [];
        foreach (WireObject tool in root.Array("tools"))
        {
            WireObject function = tool.Object("function") ?? throw tool.Missing("function");
            tools.Add(AIFunctionFactory.CreateDeclaration(
                function.String("name") ?? throw function.Missing("name"), function.String("description"), function.Find("parameters")?.Clone() ?? default));
        }

        return tools.Count == 0 ? null : tools;
    }

    private static ChatToolMode? ReadToolChoice(WireObject root)
    {
        if (root.Find("tool_choice") is { ValueKind: JsonValueKind.Object })
            return ChatToolMode.RequireSpecific(root.Object("tool_choice")!.Object("function")?.String("name") ?? throw root.Missing("tool_choice.function.name"));
        return root.String("tool_choice") switch
        {
            null => null,
            "auto" => ChatToolMode.Auto,
            "none" => ChatToolMode.None,
            "required" => ChatToolMode.RequireAny,
            { } choice => throw new WireException($"'{choice}' is no tool_choice; it is none, auto, required or a function."),
        };
    }

    private static ChatResponseFormat? ReadFormat(WireObject root)
    {
        if (root.Object("response_format") is not { } format)
            return null;
        switch (format.String("type"))
        {
            case "text":
                return ChatResponseFormat.Text;
            case "json_object":
                return ChatResponseFormat.Json;
            case "json_schema":
                WireObject schema = format.Object("json_schema") ?? throw format.Missing("json_schema");
                return ChatResponseFormat.ForJsonSchema(
                    schema.Find("schema")?.Clone() ?? throw schema.Missing("schema"), schema.String("name") ?? throw schema.Missing("name"), schema.String("description"));
            default:
                throw new WireException($"'{format.String("type")}' is no type of response_format; it is text, json_object or json_schema.");
        }
    }
}
