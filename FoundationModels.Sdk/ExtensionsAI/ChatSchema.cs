using System.Text.Json;
using System.Text.Json.Nodes;
using FoundationModels.Transcripts;
using Microsoft.Extensions.AI;

namespace FoundationModels.ExtensionsAI;

/// <summary>Makes generation schemas of the schemas in chat options.</summary>
internal static class ChatSchema
{
    private static readonly GenerationSchema AnyObject = GenerationSchema.FromJsonSchema("""{"type":"object"}""", "Object");

    /// <summary>The schema that a response format asks for; null for plain text.</summary>
    /// <exception cref="GenerationSchemaException">It is no schema.</exception>
    public static GenerationSchema? Of(ChatResponseFormat? format)
    {
        if (format is not ChatResponseFormatJson json)
            return null;
        if (json.Schema is not { } schema)
            return AnyObject;
        string text = schema.GetRawText();
        if (json.SchemaDescription is { Length: > 0 } description && schema.ValueKind == JsonValueKind.Object && !schema.TryGetProperty("description", out _))
            text = With(text, "description", description);
        return GenerationSchema.FromJsonSchema(text, json.SchemaName);
    }

    /// <summary>The schema of a function's arguments, which are always an object.</summary>
    /// <exception cref="GenerationSchemaException">It is no schema.</exception>
    public static GenerationSchema OfArguments(AIFunctionDeclaration function) => function.JsonSchema switch
    {
        { ValueKind: JsonValueKind.Object } schema when schema.TryGetProperty("type", out _) => GenerationSchema.FromJsonSchema(schema.GetRawText(), function.Name),
        { ValueKind: JsonValueKind.Object } schema => GenerationSchema.FromJsonSchema(With(schema.GetRawText(), "type", "object"), function.Name),
        { ValueKind: JsonValueKind.True or JsonValueKind.Undefined } => GenerationSchema.FromJsonSchema(AnyObject.ToJsonSchema(), function.Name),
        { } schema => GenerationSchema.FromJsonSchema(schema.GetRawText(), function.Name),
    };

    private static string With(string schema, string keyword, string value)
    {
        JsonObject tree = JsonNode.Parse(schema, null, new JsonDocumentOptions { MaxDepth = JsonText.MaximumDepth })!.AsObject();
        tree[keyword] = value;
        return Generation.SchemaText.Write(tree);
    }
}
