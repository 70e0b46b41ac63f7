using System.Buffers;
using System.Text;
using System.Text.Json;
using FoundationModels.Grammars.Numbers;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Reads JSON text into values. It keeps its own stack, so that no text can use up the thread's.</summary>
internal static class JsonLiteralReader
{
    /// <summary>The deepest nesting that is read.</summary>
    public const int MaximumDepth = 512;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads one value.</summary>
    /// <exception cref="GrammarRefusal">The text is not JSON, says a name twice in one object, or exceeds a bound.</exception>
    public static JsonLiteral Read(string json)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Strict.GetMaxByteCount(json.Length));
        try
        {
            return Read(bytes.AsSpan(0, Strict.GetBytes(json, bytes)));
        }
        catch (EncoderFallbackException e)
        {
            throw new GrammarRefusal("", $"The JSON text has half of a surrogate pair at offset {e.Index}.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Reads one value.</summary>
    /// <exception cref="GrammarRefusal">The text is not JSON, says a name twice in one object, or exceeds a bound.</exception>
    public static JsonLiteral Read(ReadOnlySpan<byte> utf8)
    {
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = MaximumDepth });
        JsonContainers open = new();
        try
        {
            return Read(ref reader, open);
        }
        catch (JsonException e)
        {
            throw new GrammarRefusal("", "The text is not JSON that can be read: " + e.Message);
        }
        catch (InvalidOperationException)
        {
            throw new GrammarRefusal(open.Pointer, "The string is not valid Unicode.");
        }
    }

    private static JsonLiteral Read(ref Utf8JsonReader reader, JsonContainers open)
    {
        JsonLiteral? root = null;
        while (reader.Read())
        {
            JsonLiteral value;
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Open(isObject: true);
                    continue;
                case JsonTokenType.StartArray:
                    open.Open(isObject: false);
                    continue;
                case JsonTokenType.PropertyName:
                    open.Top.Name = KeywordNames.Find(reader.ValueSpan) ?? reader.GetString()!;
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    value = open.Close();
                    break;
                default:
                    value = Scalar(ref reader, open);
                    break;
            }

            if (open.Count == 0)
                root = value;
            else
                open.Top.Add(value);
        }

        return root!;
    }

    private static JsonLiteral Scalar(ref Utf8JsonReader reader, JsonContainers open) => reader.TokenType switch
    {
        JsonTokenType.Null => JsonLiteral.Null,
        JsonTokenType.True => JsonLiteral.True,
        JsonTokenType.False => JsonLiteral.False,
        JsonTokenType.String => JsonLiteral.OfString(KeywordNames.Find(reader.ValueSpan) ?? reader.GetString()!),
        _ => Number(reader.ValueSpan, open),
    };

    private static JsonLiteral Number(ReadOnlySpan<byte> spelling, JsonContainers open)
    {
        string text = Encoding.ASCII.GetString(spelling);
        return ExactDecimal.TryParse(text, out ExactDecimal value)
            ? JsonLiteral.OfNumber(value, text)
            : throw new GrammarRefusal(open.Pointer, "The number has too many digits, or too large an exponent.");
    }
}
