using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FoundationModels.Grammars;
using FoundationModels.Grammars.JsonSchema;
using FoundationModels.Grammars.Regex;

namespace FoundationModels.Sdk.Tests.Grammars.Properties;

/// <summary>The validator, which shares the schema model with the grammar engine and nothing else.</summary>
/// <param name="schema">The schema.</param>
/// <param name="namesOnce">Whether no name may be repeated.</param>
internal sealed class SchemaOracle(string schema, bool namesOnce = false)
{
    private static readonly ValidationOptions Formats = new()
    {
        HasFormat = (format, text) => TextFormats.Find(format) is not { } automaton || automaton.Match(Encoding.UTF8.GetBytes(text)) >= 0,
    };

    private readonly SchemaNode _schema = SchemaReader.Read(schema);

    /// <summary>Whether the text is JSON that fits. Where names are repeated, it has to fit for readers that keep the first and for those that keep the last.</summary>
    public bool Accepts(byte[] text)
    {
        using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = !namesOnce, MaxDepth = 1000 });
        return Fits(Once(document.RootElement, keepsLast: true)) && Fits(Once(document.RootElement, keepsLast: false));
    }

    private bool Fits(JsonNode? value)
    {
        JsonLiteral literal;
        try
        {
            literal = JsonLiteralReader.Read(value?.ToJsonString() ?? "null");
        }
        catch (GrammarRefusal e) when (e.Reason.Contains("too many digits", StringComparison.Ordinal))
        {
            // Beyond what the validator calculates with.
            return true;
        }

        return SchemaValidator.Validate(_schema, literal, Formats).IsValid;
    }

    private static JsonNode? Once(JsonElement value, bool keepsLast)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                return new JsonArray([.. value.EnumerateArray().Select(item => Once(item, keepsLast))]);
            case JsonValueKind.Object:
                JsonObject properties = [];
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    if (keepsLast || !properties.ContainsKey(property.Name))
                        properties[property.Name] = Once(property.Value, keepsLast);
                }

                return properties;
            default:
                return JsonNode.Parse(value.GetRawText());
        }
    }
}
