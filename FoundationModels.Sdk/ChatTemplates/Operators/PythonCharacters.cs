using System.Globalization;

namespace FoundationModels.ChatTemplates;

/// <summary>Classes of characters as Python draws them.</summary>
internal static class PythonCharacters
{
    /// <summary>Whether <c>str.isspace</c> holds; all such characters are in the basic plane.</summary>
    public static bool IsSpace(int c) => c switch
    {
        <= 0x20 => c is 0x20 or (>= 0x09 and <= 0x0D) or (>= 0x1C and <= 0x1F),
        < 0x1680 => c is 0x85 or 0xA0,
        _ => c is 0x1680 or (>= 0x2000 and <= 0x200A) or 0x2028 or 0x2029 or 0x202F or 0x205F or 0x3000,
    };

    /// <summary>Whether <c>str.splitlines</c> ends a line there.</summary>
    public static bool IsLineEnd(char c) => c is (>= '\n' and <= '\r') or (>= '\x1C' and <= '\x1E') or '\x85' or '\u2028' or '\u2029';

    /// <summary>Whether <c>repr</c> shows the character as it is.</summary>
    public static bool IsPrintable(int codePoint) => codePoint == ' ' || CharUnicodeInfo.GetUnicodeCategory(codePoint)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.SpaceSeparator);

    /// <summary>Whether the character is a letter.</summary>
    public static bool IsLetter(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint) is <= UnicodeCategory.OtherLetter;

    /// <summary>Whether the character is a letter, digit or numeral: what <c>\w</c> stands for, besides the underscore.</summary>
    public static bool IsAlphanumeric(int codePoint) => IsLetter(codePoint) || CharUnicodeInfo.GetUnicodeCategory(codePoint)
        is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
}
