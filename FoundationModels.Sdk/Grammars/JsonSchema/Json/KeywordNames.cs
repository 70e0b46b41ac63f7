using System.Text;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The words that schemas are full of, so that each of them is one string in memory.</summary>
internal static class KeywordNames
{
    private const int Slots = 1024;
    private const int Longest = 24;

    private static readonly (byte[] Bytes, string Text)[] Table = Build(
        "type", "properties", "required", "description", "title", "items", "$ref", "enum", "const", "object", "string", "integer", "number", "array",
        "boolean", "null", "default", "additionalProperties", "patternProperties", "propertyNames", "format", "pattern", "minLength", "maxLength", "minimum",
        "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems", "contains", "minProperties", "maxProperties",
        "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "definitions", "$defs", "$schema", "$id", "id", "name", "value", "examples", "$comment",
        "dependencies", "dependentRequired", "dependentSchemas", "additionalItems", "prefixItems", "unevaluatedProperties", "unevaluatedItems", "date-time", "uri",
        "readOnly", "writeOnly", "deprecated");

    /// <summary>The word with these bytes; null where it is not one of those.</summary>
    public static string? Find(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty || utf8.Length > Longest)
            return null;
        for (int slot = Slot(utf8); Table[slot].Text is { } text; slot = (slot + 1) % Slots)
        {
            if (utf8.SequenceEqual(Table[slot].Bytes))
                return text;
        }

        return null;
    }

    private static int Slot(ReadOnlySpan<byte> utf8) => ((utf8.Length * 31) + (utf8[0] * 7) + (utf8[^1] * 131) + (utf8[utf8.Length / 2] * 17)) % Slots;

    private static (byte[] Bytes, string Text)[] Build(params ReadOnlySpan<string> words)
    {
        var table = new (byte[] Bytes, string Text)[Slots];
        foreach (string word in words)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(word);
            int slot = Slot(bytes);
            while (table[slot].Text is not null)
                slot = (slot + 1) % Slots;
            table[slot] = (bytes, word);
        }

        return table;
    }
}
