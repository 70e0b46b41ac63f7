using System.Globalization;
using System.Text;

namespace FoundationModels.Tokenization.Unicode;

/// <summary>The classes of characters that tokenizers split at, on code points. The tables are the runtime's own and need no ICU.</summary>
internal static class CharacterClass
{
    private const int Mark = (1 << (int)UnicodeCategory.NonSpacingMark) | (1 << (int)UnicodeCategory.SpacingCombiningMark) |
        (1 << (int)UnicodeCategory.EnclosingMark);

    private const int Letter = (1 << (int)UnicodeCategory.UppercaseLetter) | (1 << (int)UnicodeCategory.LowercaseLetter) |
        (1 << (int)UnicodeCategory.TitlecaseLetter) | (1 << (int)UnicodeCategory.ModifierLetter) | (1 << (int)UnicodeCategory.OtherLetter);

    private const int Number = (1 << (int)UnicodeCategory.DecimalDigitNumber) | (1 << (int)UnicodeCategory.LetterNumber) |
        (1 << (int)UnicodeCategory.OtherNumber);

    private const int Punctuation = (1 << (int)UnicodeCategory.ConnectorPunctuation) | (1 << (int)UnicodeCategory.DashPunctuation) |
        (1 << (int)UnicodeCategory.OpenPunctuation) | (1 << (int)UnicodeCategory.ClosePunctuation) |
        (1 << (int)UnicodeCategory.InitialQuotePunctuation) | (1 << (int)UnicodeCategory.FinalQuotePunctuation) |
        (1 << (int)UnicodeCategory.OtherPunctuation);

    private const int Word = Letter | Mark | (1 << (int)UnicodeCategory.DecimalDigitNumber) | (1 << (int)UnicodeCategory.LetterNumber) |
        (1 << (int)UnicodeCategory.ConnectorPunctuation);

    /// <summary>The general category of a code point.</summary>
    public static UnicodeCategory CategoryOf(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint);

    /// <summary>Whether the code point has the property White_Space.</summary>
    public static bool IsWhiteSpace(int codePoint) => codePoint < 0x10000 && char.IsWhiteSpace((char)codePoint);

    /// <summary>Whether the code point is of category Nd, Nl or No.</summary>
    public static bool IsNumber(int codePoint) => IsIn(codePoint, Number);

    /// <summary>Whether the code point is a mark (Mn, Mc, Me).</summary>
    public static bool IsMark(int codePoint) => IsIn(codePoint, Mark);

    /// <summary>Whether the code point is ASCII punctuation or symbol, or of a punctuation category.</summary>
    public static bool IsPunctuation(int codePoint) =>
        codePoint < 128 ? char.IsPunctuation((char)codePoint) || char.IsSymbol((char)codePoint) : IsIn(codePoint, Punctuation);

    /// <summary>Whether the code point can be part of a word: alphabetic, mark, decimal digit, connector, or joiner.</summary>
    public static bool IsWord(int codePoint) =>
        IsIn(codePoint, Word) || codePoint is 0x200C or 0x200D or (>= 0x24B6 and <= 0x24E9) or
            (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);

    /// <summary>The code point at a position of text without lone surrogates, and how many units it takes.</summary>
    public static int CodePointAt(ReadOnlySpan<char> text, int index, out int units)
    {
        char first = text[index];
        if (!char.IsHighSurrogate(first) || index + 1 == text.Length)
        {
            units = 1;
            return first;
        }

        units = 2;
        return char.ConvertToUtf32(first, text[index + 1]);
    }

    /// <summary>The code point that ends before a position of text without lone surrogates.</summary>
    public static int CodePointBefore(ReadOnlySpan<char> text, int index) =>
        char.IsLowSurrogate(text[index - 1]) && index > 1 ? char.ConvertToUtf32(text[index - 2], text[index - 1]) : text[index - 1];

    /// <summary>The simple lower case of a code point; U+0130 has a second character and is left to the caller.</summary>
    public static int ToLower(int codePoint) => codePoint < 128
        ? char.IsAsciiLetterUpper((char)codePoint) ? codePoint | 0x20 : codePoint
        : Rune.IsValid(codePoint) ? Rune.ToLowerInvariant(new Rune(codePoint)).Value : codePoint;

    /// <summary>The simple upper case of a code point.</summary>
    public static int ToUpper(int codePoint) => codePoint < 128
        ? char.IsAsciiLetterLower((char)codePoint) ? codePoint & ~0x20 : codePoint
        : Rune.IsValid(codePoint) ? Rune.ToUpperInvariant(new Rune(codePoint)).Value : codePoint;

    private static bool IsIn(int codePoint, int categories) => ((1 << (int)CategoryOf(codePoint)) & categories) != 0;
}
