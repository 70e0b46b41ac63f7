using System.Text.Json;
using FoundationModels.ChatTemplates;

namespace FoundationModels.Conformance;

/// <summary>A template with the special tokens that its model declares.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Template">The template.</param>
/// <param name="SpecialTokens">The declared tokens that are known.</param>
internal sealed record ProvenanceTemplate(string Name, ChatTemplate Template, IReadOnlyDictionary<string, string> SpecialTokens)
{
    /// <summary>All templates of the goldens.</summary>
    public static IReadOnlyList<ProvenanceTemplate> ReadAll(string directory)
    {
        using JsonDocument index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(directory, "templates.json")));
        JsonElement list = index.RootElement.ValueKind == JsonValueKind.Array ? index.RootElement : index.RootElement.GetProperty("templates");
        List<ProvenanceTemplate> templates = [];
        foreach (JsonElement item in list.EnumerateArray())
        {
            string file = item.GetProperty("file").GetString()!;
            string source = File.ReadAllText(Path.Combine(directory, "templates", file));
            templates.Add(new ProvenanceTemplate(file, ChatTemplate.Parse(source, file), ReadTokens(item)));
        }

        return templates;
    }

    private static Dictionary<string, string> ReadTokens(JsonElement item)
    {
        Dictionary<string, string> tokens = new(StringComparer.Ordinal);
        if (!item.TryGetProperty("tokens", out JsonElement declared) || declared.ValueKind != JsonValueKind.Object)
            return tokens;
        foreach (JsonProperty token in declared.EnumerateObject().Where(t => t.Value.ValueKind == JsonValueKind.String))
            tokens[token.Name] = token.Value.GetString()!;
        return tokens;
    }
}
