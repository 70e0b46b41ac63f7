using System.Text.Json;
using FoundationModels.Models;
using FoundationModels.Packages;

namespace FoundationModels.Benchmarks.Tools;

/// <summary>A conversation and the call that people expect at its end.</summary>
/// <param name="Messages">The conversation without the call.</param>
/// <param name="Call">The call.</param>
internal sealed record ToolsExample(Transcript Messages, Transcript.ToolCall Call)
{
    /// <summary>Reads conversations, one a line.</summary>
    public static IEnumerable<ToolsExample> Read(string path) => File.ReadLines(path).Where(line => line.Length > 0).Select(Parse);

    private static ToolsExample Parse(string line)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        JsonElement[] messages = [.. json.RootElement.EnumerateArray()];
        return new ToolsExample([.. messages[..^1].Select(Entry)], Expected(messages[^1]));
    }

    private static Transcript.Entry Entry(JsonElement message)
    {
        string content = message.GetProperty("content").GetString()!;
        return message.GetProperty("role").GetString() switch
        {
            "system" => new Transcript.Instructions(content),
            "user" => new Transcript.Prompt(content),
            _ => new Transcript.Response(content),
        };
    }

    // Calls stand in the text, in the Hermes form, or as data beside it.
    private static Transcript.ToolCall Expected(JsonElement message)
    {
        if (message.TryGetProperty("tool_calls", out JsonElement calls))
        {
            JsonElement function = calls[0].GetProperty("function");
            return new Transcript.ToolCall(function.GetProperty("name").GetString()!, function.GetProperty("arguments").GetString()!);
        }

        ToolCallReader reader = new(ToolCallFormats.Hermes, static _ => { });
        reader.Append(message.GetProperty("content").GetString());
        reader.Complete();
        return reader.Calls[0];
    }
}
