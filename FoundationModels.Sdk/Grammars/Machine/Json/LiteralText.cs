using System.Text.Json;
using FoundationModels.Grammars.JsonSchema;
using FoundationModels.Grammars.Numbers;

namespace FoundationModels.Grammars.Machine;

/// <summary>Reads the values that a machine has just accepted.</summary>
internal static class LiteralText
{
    /// <summary>The value of a JSON text.</summary>
    public static JsonLiteral Parse(ReadOnlyMemory<byte> text)
    {
        using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 2_000 });
        return Read(document.RootElement);
    }

    /// <summary>The text within the quotes of a JSON string.</summary>
    public static string Unquote(ReadOnlySpan<byte> content) => Parse((byte[])[(byte)'"', .. content, (byte)'"']).Text;

    private static JsonLiteral Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => JsonLiteral.Null,
        JsonValueKind.True => JsonLiteral.True,
        JsonValueKind.False => JsonLiteral.False,
        JsonValueKind.String => JsonLiteral.OfString(element.GetString()!),
        JsonValueKind.Number => JsonLiteral.OfNumber(ExactDecimal.Parse(element.GetRawText())),
        JsonValueKind.Array => JsonLiteral.OfArray([.. element.EnumerateArray().Select(Read)]),
        _ => JsonLiteral.OfObject([.. element.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Read(p.Value)))]),
    };
}
