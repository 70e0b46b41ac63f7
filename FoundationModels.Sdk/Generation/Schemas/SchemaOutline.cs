using System.Text;
using System.Text.Json.Nodes;

namespace FoundationModels.Generation;

/// <summary>Writes a schema in the few words that a small model understands: an object as it will look, with types for values.</summary>
/// <remarks>It explains and does not define: the grammar enforces what it leaves out.</remarks>
internal sealed class SchemaOutline
{
    /// <summary>The most characters; what is beyond is left out, since the context window has to hold the conversation as well.</summary>
    public const int MaximumLength = 8_000;

    private const int MaximumLevel = 12;
    private const int MaximumChoices = 64;

    private readonly StringBuilder _text = new();
    private readonly JsonNode _root;
    private readonly string _name;
    private readonly List<string> _definitions = [];

    private SchemaOutline(JsonNode root, string name)
    {
        _root = root;
        _name = name;
    }

    private bool IsFull => _text.Length >= MaximumLength;

    /// <summary>The schema in words.</summary>
    public static string Write(GenerationSchema schema)
    {
        SchemaOutline outline = new(SchemaText.Parse(schema), schema.Name);
        outline.WriteAll();
        return outline._text.ToString();
    }

    private void WriteAll()
    {
        Value(_root, 0);
        for (int i = 0; i < _definitions.Count && !IsFull; i++)
        {
            _text.Append('\n').Append(_definitions[i]).Append(" = ");
            Value(_root["$defs"]?[_definitions[i]], 0);
        }

        if (IsFull)
        {
            _text.Length = char.IsHighSurrogate(_text[MaximumLength - 1]) ? MaximumLength - 1 : MaximumLength;
            _text.Append('…');
        }
    }

    private void Value(JsonNode? node, int level)
    {
        if (IsFull)
            return;
        if (node is not JsonObject schema || level > MaximumLevel)
        {
            _text.Append("any");
            return;
        }

        if (schema["$ref"] is JsonValue reference)
            _text.Append(NameOf(reference));
        else if (schema.TryGetPropertyValue("const", out JsonNode? constant))
            Literal(constant);
        else if (schema["enum"] is JsonArray values)
            Joined(values.Take(MaximumChoices), Literal, values.Count > MaximumChoices);
        else if ((schema["anyOf"] ?? schema["oneOf"]) is JsonArray choices)
            Joined(choices.Take(MaximumChoices), choice => Value(choice, level + 1), choices.Count > MaximumChoices);
        else
            Typed(schema, level);
    }

    private void Typed(JsonObject schema, int level)
    {
        switch (schema["type"])
        {
            case JsonArray types:
                _text.AppendJoin(" | ", types.Select(t => t?.ToString()));
                break;
            case JsonValue type when type.ToString() == "array":
                _text.Append('[');
                Value(schema["items"], level + 1);
                _text.Append(']');
                break;
            case JsonValue type when type.ToString() != "object":
                _text.Append(type);
                _text.Append(SchemaRemarks.OfScalar(schema));
                break;
            default:
                if (schema["properties"] is JsonObject properties)
                    Properties(schema, properties, level);
                else
                    Map(schema, level);
                break;
        }
    }

    private void Properties(JsonObject schema, JsonObject properties, int level)
    {
        HashSet<string> required = [.. (schema["required"] as JsonArray ?? []).Select(r => r?.ToString() ?? "")];
        _text.Append('{');
        int left = properties.Count;
        foreach ((string name, JsonNode? value) in properties)
        {
            _text.Append('\n').Append(' ', 2 * (level + 1));
            ContentWriter.WriteText(_text, name);
            _text.Append(required.Contains(name) ? ": " : "?: ");
            Value(value, level + 1);
            if (--left > 0)
                _text.Append(',');
            if (SchemaRemarks.Of(value) is { Length: > 0 } remark)
                _text.Append(" // ").Append(remark);
            if (IsFull)
                return;
        }

        _text.Append('\n').Append(' ', 2 * level).Append('}');
    }

    private void Map(JsonObject schema, int level)
    {
        if (schema["additionalProperties"] is JsonObject value)
        {
            _text.Append("{ [name]: ");
            Value(value, level + 1);
            _text.Append(" }");
        }
        else
        {
            _text.Append(schema["type"] is null ? "any" : "object");
        }
    }

    private string NameOf(JsonValue reference)
    {
        const string Definitions = "#/$defs/";
        string target = reference.ToString();
        if (!target.StartsWith(Definitions, StringComparison.Ordinal))
            return target == "#" ? _name : "any";
        string name = Uri.UnescapeDataString(target[Definitions.Length..]).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        if (!_definitions.Contains(name))
            _definitions.Add(name);
        return name;
    }

    private void Joined(IEnumerable<JsonNode?> nodes, Action<JsonNode?> write, bool goesOn)
    {
        bool isFirst = true;
        foreach (JsonNode? node in nodes)
        {
            if (!isFirst)
                _text.Append(" | ");
            isFirst = false;
            write(node);
        }

        if (goesOn)
            _text.Append(" | …");
    }

    private void Literal(JsonNode? value)
    {
        if (value is JsonValue text && text.TryGetValue(out string? characters))
            ContentWriter.WriteText(_text, characters);
        else
            _text.Append(value is null ? "null" : SchemaText.Write(value));
        if (_text.Length > 2 * MaximumLength)
            _text.Length = 2 * MaximumLength;
    }
}
