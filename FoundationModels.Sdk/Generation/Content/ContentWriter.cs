using System.Globalization;
using System.Text;

namespace FoundationModels.Generation;

/// <summary>Writes content as JSON that models and people can read: nothing is escaped that need not be.</summary>
internal sealed class ContentWriter(StringBuilder output, bool indented)
{
    private int _level;

    public static string Write(GeneratedContent content, bool indented)
    {
        StringBuilder output = new();
        new ContentWriter(output, indented).Write(content);
        return output.ToString();
    }

    /// <summary>Writes a string in quotation marks.</summary>
    public static void WriteText(StringBuilder output, string text)
    {
        output.Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsSurrogate(c) && i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]))
                output.Append(c).Append(text[++i]);
            else
                WriteCharacter(output, c);
        }

        output.Append('"');
    }

    private static void WriteCharacter(StringBuilder output, char c)
    {
        string? escape = c switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\b' => "\\b",
            '\f' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ => null,
        };
        if (escape is not null)
            output.Append(escape);
        else if (char.IsControl(c) || char.IsSurrogate(c))
            output.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        else
            output.Append(c);
    }

    private void Write(GeneratedContent content)
    {
        switch (content.Kind)
        {
            case GeneratedContentKind.Object:
                Write('{', content.Properties, '}', static (writer, property) =>
                {
                    WriteText(writer.Output, property.Key);
                    writer.Output.Append(writer.IsIndented ? ": " : ":");
                    writer.Write(property.Value);
                });
                break;
            case GeneratedContentKind.Array:
                Write('[', content.Elements, ']', static (writer, element) => writer.Write(element));
                break;
            case GeneratedContentKind.String:
                WriteText(output, content.Text!);
                break;
            default:
                output.Append(content.Text ?? "null");
                break;
        }
    }

    private StringBuilder Output => output;

    private bool IsIndented => indented;

    private void Write<T>(char open, IReadOnlyList<T> items, char close, Action<ContentWriter, T> write)
    {
        output.Append(open);
        _level++;
        for (int i = 0; i < items.Count; i++)
        {
            if (i > 0)
                output.Append(',');
            NewLine();
            write(this, items[i]);
        }

        _level--;
        if (items.Count > 0)
            NewLine();
        output.Append(close);
    }

    private void NewLine()
    {
        if (indented)
            output.Append('\n').Append(' ', 2 * _level);
    }
}
