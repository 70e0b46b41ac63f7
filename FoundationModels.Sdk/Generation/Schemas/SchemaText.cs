using System.Text.Json;
using System.Text.Json.Nodes;

namespace FoundationModels.Generation;

/// <summary>Reads and writes schemas as JSON.</summary>
internal static class SchemaText
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = PartialContentBuilder.MaximumDepth, AllowDuplicateProperties = false };

    /// <summary>The title of a schema, or another name where it has none.</summary>
    /// <exception cref="GenerationSchemaException">The text is no schema.</exception>
    public static string TitleOf(string json, string otherwise)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Options);
            JsonElement root = document.RootElement;
            if (root.ValueKind is not (JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False))
                throw NoSchema(otherwise, "a schema is an object or a Boolean", null);
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("title", out JsonElement title) && title.ValueKind == JsonValueKind.String
                ? title.GetString()!
                : otherwise;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw NoSchema(otherwise, e.Message, e);
        }
    }

    /// <summary>The tree of a text that is known to be a schema.</summary>
    public static JsonNode Parse(GenerationSchema schema) => JsonNode.Parse(schema.ToJsonSchema(), null, Options)!;

    /// <summary>The text of a tree.</summary>
    public static string Write(JsonNode schema)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, JsonSpelling.Options()))
            schema.WriteTo(writer);
        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    private static GenerationSchemaException NoSchema(string name, string reason, Exception? cause) =>
        new(GenerationSchemaError.NotASchema, name, [], $"The text is not a JSON Schema: {reason}", cause);
}
