using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FoundationModels.Benchmarks.Json;

/// <summary>Reads the texts of JSON with halves of surrogate pairs as they are, which the reader's own method refuses.</summary>
internal static class JsonCharacters
{
    private const int HexDigits = 4;

    /// <summary>The characters of the string or the key that a reader is at.</summary>
    public static string Read(in Utf8JsonReader reader)
    {
        string raw = Encoding.UTF8.GetString(reader.ValueSpan);
        if (!reader.ValueIsEscaped)
            return raw;
        StringBuilder text = new(raw.Length);
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            char kind = raw[++i];
            if (kind == 'u')
            {
                text.Append((char)ushort.Parse(raw.AsSpan(i + 1, HexDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += HexDigits;
                continue;
            }

            int simple = "btnfr".IndexOf(kind, StringComparison.Ordinal);
            text.Append(simple < 0 ? kind : "\b\t\n\f\r"[simple]);
        }

        return text.ToString();
    }
}
