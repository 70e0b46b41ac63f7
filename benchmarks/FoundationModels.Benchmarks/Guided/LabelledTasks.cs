using System.Text.Json;
using FoundationModels.Benchmarks.Engines;

namespace FoundationModels.Benchmarks.Guided;

/// <summary>Tasks with answers that people gave: intents of CLINC150 as an enumeration, and the arguments of the tools made from SNIPS.</summary>
internal static class LabelledTasks
{
    /// <summary>The name that the tasks of intents begin with.</summary>
    public const string Intents = "clinc-intents";

    /// <summary>The name that the tasks of tools begin with.</summary>
    public const string Tools = "snips-tools";

    private const string CallStart = "<tool_call>";
    private const string CallEnd = "</tool_call>";

    private static readonly string Folder = Path.Combine(RepositoryFiles.Root, "..", "shared", "data");

    /// <summary>Gets the tasks whose data is beside the checkout.</summary>
    public static IReadOnlyList<GuidedTask> All { get; } = [.. ReadIntents(), .. ReadTools()];

    private static IEnumerable<GuidedTask> ReadIntents()
    {
        string folder = Path.Combine(Folder, Intents);
        if (!Directory.Exists(folder))
            return [];
        string schema = JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(folder, "schema.json"))));
        using JsonDocument json = JsonDocument.Parse(schema);
        IEnumerable<string?> labels = json.RootElement.GetProperty("properties").GetProperty("intent").GetProperty("enum").EnumerateArray().Select(l => l.GetString());
        string instructions = $$"""
            Classify what the user says. Answer with JSON like {"intent": "weather"} and nothing else. The intent is one of these: {{string.Join(", ", labels)}}.
            """;
        return [new GuidedTask(Intents, instructions, schema, [.. Conversations(folder).Select(c => new GuidedExample(c.Text, c.Answer))])];
    }

    private static IEnumerable<GuidedTask> ReadTools()
    {
        string folder = Path.Combine(Folder, Tools);
        if (!Directory.Exists(folder))
            yield break;
        ILookup<string, GuidedExample> calls = Conversations(folder).Select(c => (c.Text, Call: Call(c.Answer)))
            .ToLookup(c => c.Call.GetProperty("name").GetString()!, c => new GuidedExample(c.Text, c.Call.GetProperty("arguments").GetRawText()));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "tools.json")));
        foreach (JsonElement tool in json.RootElement.EnumerateArray().Select(t => t.GetProperty("function")))
        {
            string name = tool.GetProperty("name").GetString()!;
            JsonElement parameters = tool.GetProperty("parameters");
            string instructions = $"""
                {tool.GetProperty("description").GetString()} Answer with the arguments as a JSON object and nothing else. Leave out what the user does not say. The keys are: {string.Join("; ", parameters.GetProperty("properties").EnumerateObject().Select(Describe))}.
                """;
            yield return new GuidedTask($"{Tools}/{name}", instructions, JsonSerializer.Serialize(parameters), [.. calls[name]]);
        }
    }

    private static string Describe(JsonProperty property) => property.Value.TryGetProperty("enum", out JsonElement values)
        ? $"{property.Name} (one of {string.Join(", ", values.EnumerateArray())})"
        : $"{property.Name} ({property.Value.GetProperty("type").GetString()})";

    private static JsonElement Call(string answer) =>
        JsonSerializer.Deserialize<JsonElement>(answer.Replace(CallStart, "", StringComparison.Ordinal).Replace(CallEnd, "", StringComparison.Ordinal));

    private static IEnumerable<(string Text, string Answer)> Conversations(string folder) => File.ReadLines(Path.Combine(folder, "dev.jsonl"))
        .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
        .Select(messages => (Content(messages, "user"), Content(messages, "assistant")));

    private static string Content(JsonElement messages, string role) =>
        messages.EnumerateArray().Single(m => m.GetProperty("role").GetString() == role).GetProperty("content").GetString()!;
}
