using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FoundationModels.Transcripts;
using Microsoft.Extensions.AI;

namespace FoundationModels.ExtensionsAI;

/// <summary>JSON between values of Microsoft.Extensions.AI and texts of this SDK: compact, and with non-ASCII characters as they are, since a model reads it.</summary>
internal static class AIJson
{
    private static readonly JsonDocumentOptions ReaderOptions = new() { MaxDepth = JsonText.MaximumDepth };

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = JsonText.MaximumDepth };

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="options">Options that know its type; null are those of Microsoft.Extensions.AI.</param>
    public static string Write(object? value, JsonSerializerOptions? options = null)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, WriterOptions))
            Write(writer, value, options ?? AIJsonUtilities.DefaultOptions);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the arguments of a call as an object.</summary>
    public static string WriteArguments(IEnumerable<KeyValuePair<string, object?>> arguments, JsonSerializerOptions? options = null)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            foreach ((string name, object? value) in arguments)
            {
                writer.WritePropertyName(name);
                Write(writer, value, options ?? AIJsonUtilities.DefaultOptions);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads a text that is known to be JSON.</summary>
    public static JsonElement Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json, ReaderOptions);
        return document.RootElement.Clone();
    }

    /// <summary>Reads the arguments of a call, each as an element; null as null.</summary>
    /// <exception cref="JsonException">They are no object.</exception>
    public static Dictionary<string, object?> ReadArguments(string json)
    {
        JsonElement root = Read(json);
        if (root.ValueKind != JsonValueKind.Object)
            throw new JsonException($"The arguments of a call are an object, and not: {json}");
        Dictionary<string, object?> arguments = new(StringComparer.Ordinal);
        foreach (JsonProperty property in root.EnumerateObject())
            arguments[property.Name] = property.Value.ValueKind == JsonValueKind.Null ? null : property.Value;
        return arguments;
    }

    private static void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case null or JsonElement { ValueKind: JsonValueKind.Undefined }:
                writer.WriteNullValue();
                break;
            case JsonElement element:
                element.WriteTo(writer);
                break;
            default:
                JsonSerializer.Serialize(writer, value, options.GetTypeInfo(value.GetType()));
                break;
        }
    }
}
