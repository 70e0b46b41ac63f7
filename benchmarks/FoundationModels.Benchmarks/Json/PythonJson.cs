using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FoundationModels.Benchmarks.Json;

/// <summary>Spells a JSON text as Python's json.dumps(json.loads(text), ensure_ascii=False) does, which is how MaskBench writes its instances.</summary>
/// <remarks>Of equal keys the first gives the place and the last the value; floating point numbers get Python's spelling, integers keep their digits.</remarks>
internal sealed class PythonJson
{
    private const int Indent = 2;

    private readonly JsonStyle _style;

    private PythonJson(JsonStyle style) => _style = style;

    /// <summary>Spells a value.</summary>
    public static string Dumps(ReadOnlySpan<byte> utf8Json, JsonStyle style)
    {
        Utf8JsonReader reader = new(utf8Json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        return new PythonJson(style).Value(ref reader, 0);
    }

    private string Value(ref Utf8JsonReader reader, int depth) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Object(ref reader, depth),
        JsonTokenType.StartArray => Array(ref reader, depth),
        JsonTokenType.String => Quote(JsonCharacters.Read(reader)),
        JsonTokenType.Number => Number(Encoding.ASCII.GetString(reader.ValueSpan)),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => "null",
    };

    private string Object(ref Utf8JsonReader reader, int depth)
    {
        OrderedDictionary<string, string> members = new(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = JsonCharacters.Read(reader);
            reader.Read();
            members[name] = Value(ref reader, depth + 1);
        }

        string colon = _style == JsonStyle.Compact ? ":" : ": ";
        return Join('{', [.. members.Select(m => Quote(m.Key) + colon + m.Value)], '}', depth);
    }

    private string Array(ref Utf8JsonReader reader, int depth)
    {
        List<string> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(Value(ref reader, depth + 1));
        return Join('[', items, ']', depth);
    }

    private string Join(char open, List<string> parts, char close, int depth)
    {
        if (parts.Count == 0)
            return $"{open}{close}";
        if (_style != JsonStyle.Indented)
            return $"{open}{string.Join(_style == JsonStyle.Compact ? "," : ", ", parts)}{close}";
        string line = $"\n{new string(' ', Indent * (depth + 1))}";
        return $"{open}{line}{string.Join($",{line}", parts)}\n{new string(' ', Indent * depth)}{close}";
    }

    private static string Number(string text)
    {
        if (text.AsSpan().IndexOfAny(".eE") >= 0)
            return PythonFloat.Repr(double.Parse(text, CultureInfo.InvariantCulture));
        return text == "-0" ? "0" : text;
    }

    private static string Quote(string text)
    {
        StringBuilder quoted = new(text.Length + 2);
        quoted.Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            switch (c)
            {
                case '"' or '\\':
                    quoted.Append('\\').Append(c);
                    break;
                case '\n' or '\r' or '\t' or '\f' or '\b':
                    quoted.Append('\\').Append("btnfr"["\b\t\n\f\r".IndexOf(c, StringComparison.Ordinal)]);
                    break;
                case < ' ':
                    quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                case var _ when char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]):
                    quoted.Append(c).Append(text[++i]);
                    break;
                case var _ when char.IsSurrogate(c):
                    // Python keeps half a character that UTF-8 cannot hold; only its escape is JSON.
                    quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                default:
                    quoted.Append(c);
                    break;
            }
        }

        return quoted.Append('"').ToString();
    }
}
