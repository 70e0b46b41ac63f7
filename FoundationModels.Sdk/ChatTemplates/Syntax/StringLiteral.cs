using System.Globalization;
using System.Text;

namespace FoundationModels.ChatTemplates;

/// <summary>The escapes of a string literal; they are Python's.</summary>
internal static class StringLiteral
{
    /// <summary>The text between two offsets with its escapes resolved.</summary>
    /// <exception cref="TemplateSyntaxFault">An escape is cut off or names no character.</exception>
    public static string Unescape(string source, int start, int end)
    {
        if (source.IndexOf('\\', start, end - start) < 0)
            return source[start..end];
        StringBuilder text = new(end - start);
        for (int at = start; at < end;)
        {
            if (source[at] != '\\')
            {
                text.Append(source[at++]);
                continue;
            }

            char kind = source[at + 1];
            at = kind switch
            {
                'x' => AppendHexadecimal(text, source, at, 2, end),
                'u' => AppendHexadecimal(text, source, at, 4, end),
                'U' => AppendHexadecimal(text, source, at, 8, end),
                >= '0' and <= '7' => AppendOctal(text, source, at + 1, end),
                'N' => throw new TemplateSyntaxFault(at, "Characters can't be named here: write \\u and the code point."),
                _ => AppendSimple(text, kind, at),
            };
        }

        return text.ToString();
    }

    private static int AppendSimple(StringBuilder text, char kind, int at)
    {
        // A backslash before a line end joins the lines; before any other character it stays.
        string resolved = kind switch
        {
            '\n' => "",
            '\\' => "\\",
            '\'' => "'",
            '"' => "\"",
            'a' => "\a",
            'b' => "\b",
            'f' => "\f",
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            'v' => "\v",
            _ => "\\" + kind,
        };
        text.Append(resolved);
        return at + 2;
    }

    private static int AppendOctal(StringBuilder text, string source, int at, int end)
    {
        int value = 0;
        for (int digits = 0; digits < 3 && at < end && source[at] is >= '0' and <= '7'; digits++)
            value = (value * 8) + (source[at++] - '0');
        text.Append((char)value);
        return at;
    }

    private static int AppendHexadecimal(StringBuilder text, string source, int at, int digits, int end)
    {
        if (at + 2 + digits > end
            || !uint.TryParse(source.AsSpan(at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value)
            || value > 0x10FFFF)
        {
            throw new TemplateSyntaxFault(at, $"The escape needs {digits} hexadecimal digits of a character's code point.");
        }

        if (value > 0xFFFF)
            text.Append(char.ConvertFromUtf32((int)value));
        else
            text.Append((char)value);
        return at + 2 + digits;
    }
}
