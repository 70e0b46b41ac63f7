using System.Text;

namespace FoundationModels.Sdk.Tests.Grammars.Properties;

/// <summary>Every byte, tokens that cross the parts of JSON, tokens that split characters, two tokens with the same bytes, and an end token.</summary>
internal static class SmallVocabulary
{
    private static readonly string[] Texts =
    [
        "{\"", "\":", "\",\"", "\"}", "\"a\"", "\"a\":", "a\":", "\"ab", "\": ", ", \"", ", ", "},{", "}}", "]}", "]]", "[]", "{}", "[[", "[\"", "\",", "true", "false", "null", "ue",
        "1.5", "10", "-1", "00", "0.", "e+", "\\u00", "\\n", "\\\"", "ab", "bb", "aa", "\u00e9", "\\u00e9", "\n ", "\n  ", "{\n", "  ", ": {", "1,", ",1", "1]", "\"\"", "ab\"", "\"],[\"", "true", "1.2.3", "-02-",
        "\\u0061\":", "u0061\"", "\\/\"", "62\":", "\"a\",\"a\"", "]],[[", "1,1", "e1", ".0", "true,true",
    ];

    /// <summary>Gets the end token.</summary>
    public static int End => 256 + Texts.Length;

    /// <summary>Gets the vocabulary.</summary>
    public static TokenVocabulary Tokens { get; } = Make();

    /// <summary>A vocabulary of its own, with masks of its own.</summary>
    public static TokenVocabulary Make() => new(
        [
            .. Enumerable.Range(0, 256).Select(b => (ReadOnlyMemory<byte>)new[] { (byte)b }),
            .. Texts.Select(t => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(t)),
            default,
            new byte[] { 0xC3, 0xA9, (byte)'"' },
            new byte[] { 0xA9, (byte)'a' },
        ],
        [End]);

    /// <summary>The bytes of a token.</summary>
    public static byte[] BytesOf(int token) => Tokens.TryGetBytes(token, out ReadOnlySpan<byte> bytes) ? bytes.ToArray() : [];
}
