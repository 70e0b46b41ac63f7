using System.Globalization;
using System.Text;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Writes values as compact JSON text, which everything but control characters, quotation marks and backslashes goes into as it is.</summary>
internal static class JsonText
{
    /// <summary>Appends a value.</summary>
    public static void Append(StringBuilder output, JsonLiteral value)
    {
        switch (value.Kind)
        {
            case JsonLiteralKind.Null:
                output.Append("null");
                break;
            case JsonLiteralKind.Boolean:
                output.Append(value.Boolean ? "true" : "false");
                break;
            case JsonLiteralKind.Number:
                output.Append(value.Text);
                break;
            case JsonLiteralKind.String:
                Append(output, value.Text);
                break;
            case JsonLiteralKind.Array:
                AppendArray(output, value.Items);
                break;
            default:
                AppendObject(output, value.Members);
                break;
        }
    }

    /// <summary>Appends a string in quotation marks.</summary>
    public static void Append(StringBuilder output, string text)
    {
        output.Append('"');
        foreach (char c in text)
        {
            switch (c)
            {
                case '"' or '\\':
                    output.Append('\\').Append(c);
                    break;
                case '\n':
                    output.Append("\\n");
                    break;
                case '\r':
                    output.Append("\\r");
                    break;
                case '\t':
                    output.Append("\\t");
                    break;
                case < ' ':
                    output.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    output.Append(c);
                    break;
            }
        }

        output.Append('"');
    }

    private static void AppendArray(StringBuilder output, IReadOnlyList<JsonLiteral> items)
    {
        output.Append('[');
        for (int i = 0; i < items.Count; i++)
        {
            if (i > 0)
                output.Append(',');
            Append(output, items[i]);
        }

        output.Append(']');
    }

    private static void AppendObject(StringBuilder output, IReadOnlyList<KeyValuePair<string, JsonLiteral>> members)
    {
        output.Append('{');
        for (int i = 0; i < members.Count; i++)
        {
            if (i > 0)
                output.Append(',');
            Append(output, members[i].Key);
            output.Append(':');
            Append(output, members[i].Value);
        }

        output.Append('}');
    }
}
