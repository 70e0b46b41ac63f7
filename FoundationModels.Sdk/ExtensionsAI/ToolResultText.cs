using System.Text.Json;
using Microsoft.Extensions.AI;

namespace FoundationModels.ExtensionsAI;

/// <summary>What a function gave back, as the text that a model is told.</summary>
internal static class ToolResultText
{
    /// <summary>The text of a result: strings as they are, content of text as its text, anything else as JSON.</summary>
    /// <param name="result">The result.</param>
    /// <param name="options">Options that know its type; null are those of Microsoft.Extensions.AI.</param>
    /// <exception cref="FoundationModelsException">It is content that is no text.</exception>
    public static string Of(object? result, JsonSerializerOptions? options = null) => result switch
    {
        string text => text,
        // Functions made of methods give their strings back as JSON.
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
        AIContent content => Of(content),
        IEnumerable<AIContent> contents => string.Join('\n', contents.Select(Of)),
        _ => AIJson.Write(result, options),
    };

    private static string Of(AIContent content) => content is TextContent text ? text.Text : throw ChatContent.Unsupported(content, "The result of a tool");
}
