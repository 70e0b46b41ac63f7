using System.Text.Json;
using System.Text.RegularExpressions;
using FoundationModels.Generation;
using FoundationModels.Models;
using Microsoft.Extensions.AI;

namespace FoundationModels.ExtensionsAI;

/// <summary>The form of an answer as a service is asked for it, and what becomes of the text that comes back.</summary>
/// <remarks>
/// Many services only take schemas of objects, so that another one is sent as the property of an object. Some wrap their answers in a fence of Markdown; it is taken off.
/// Either way, the value inside has to follow the schema.
/// </remarks>
internal sealed partial class AnswerForm
{
    private const string Property = "value";
    private const string Fence = "```";
    private const int LongestName = 64;

    private readonly GenerationSchema _schema;
    private readonly bool _isEnveloped;

    public AnswerForm(GenerationSchema schema)
    {
        _schema = schema;
        _isEnveloped = !IsOfObjects(AIJson.Read(schema.ToJsonSchema()));
    }

    /// <summary>The form in words, for a model that got it wrong.</summary>
    public string Outline => SchemaOutline.Write(Sent());

    /// <summary>The form for the options of a request.</summary>
    public ChatResponseFormat ToResponseFormat()
    {
        string name = NoNameCharacter().Replace(_schema.Name, "_");
        return ChatResponseFormat.ForJsonSchema(AIJson.Read(Sent().ToJsonSchema()), name.Length > LongestName ? name[..LongestName] : name);
    }

    /// <summary>Takes the value out of an answer.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="misfits">Why it does not follow the schema; none where it does.</param>
    /// <returns>The JSON of the value.</returns>
    public string Read(string text, out IReadOnlyList<string> misfits)
    {
        string json = WithoutFence(text.Trim());
        if (_isEnveloped && Inside(json) is { } value)
        {
            misfits = SchemaCheck.Misfits(_schema, value);
            if (misfits.Count == 0)
                return value;
        }

        misfits = SchemaCheck.Misfits(_schema, json);
        return json;
    }

    private static bool IsOfObjects(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("object");

    private static string WithoutFence(string text)
    {
        int line = text.IndexOf('\n', StringComparison.Ordinal);
        bool isFenced = line > 0 && text.StartsWith(Fence, StringComparison.Ordinal) && text.EndsWith(Fence, StringComparison.Ordinal) && line < text.Length - Fence.Length;
        return isFenced && text[Fence.Length..line].Trim() is ("" or "json" or "JSON") ? text[(line + 1)..^Fence.Length].Trim() : text;
    }

    private static string? Inside(string json)
    {
        try
        {
            return AIJson.Read(json) is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(Property, out JsonElement value) ? value.GetRawText() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private GenerationSchema Sent() => _isEnveloped
        ? GenerationSchema.ForObject(_schema.Name + "Envelope", [new DynamicGenerationSchema.Property(Property, DynamicGenerationSchema.ForSchema(_schema))])
        : _schema;

    [GeneratedRegex("[^A-Za-z0-9_-]")]
    private static partial Regex NoNameCharacter();
}
