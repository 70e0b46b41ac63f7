using System.Globalization;
using System.Text;

namespace FoundationModels.Cli.Output;

/// <summary>A token as one line can show it.</summary>
internal static class TokenPiece
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The token's text, with escapes for what has no width or is not a whole character: "\n", "\u{1B}" for U+001B, "\xF0" for a byte.</summary>
    public static string Of(Tokenizer tokenizer, int id)
    {
        ReadOnlySpan<byte> bytes = tokenizer.GetTokenBytes(id);
        try
        {
            return Escape(Strict.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            return string.Concat(bytes.ToArray().Select(b => b is >= 0x20 and < 0x7F ? ((char)b).ToString() : $"\\x{b:X2}"));
        }
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\n' => escaped.Append("\\n"),
                '\r' => escaped.Append("\\r"),
                '\t' => escaped.Append("\\t"),
                '\\' => escaped.Append("\\\\"),
                _ when IsInvisible(rune) => escaped.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}"),
                _ => escaped.Append(rune),
            };
        }

        return escaped.ToString();
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;
}
