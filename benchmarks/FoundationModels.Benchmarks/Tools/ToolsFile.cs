using System.Text.Json;

namespace FoundationModels.Benchmarks.Tools;

/// <summary>A file of tools in the form of OpenAI's interface.</summary>
internal static class ToolsFile
{
    /// <summary>Reads the tools.</summary>
    public static IReadOnlyList<ToolDefinition> Read(string path)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(path));
        return [.. json.RootElement.EnumerateArray().Select(Tool)];
    }

    private static ToolDefinition Tool(JsonElement tool)
    {
        JsonElement function = tool.GetProperty("function");
        string name = function.GetProperty("name").GetString()!;
        string description = function.TryGetProperty("description", out JsonElement text) ? text.GetString()! : "";
        return new ToolDefinition(name, description, GenerationSchema.FromJsonSchema(JsonSerializer.Serialize(function.GetProperty("parameters")), name));
    }
}
