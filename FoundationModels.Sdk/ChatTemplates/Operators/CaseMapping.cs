using System.Globalization;
using System.Text;

namespace FoundationModels.ChatTemplates;

/// <summary>Upper, lower and title case as Unicode's full mappings give them, whatever the culture is.</summary>
internal static class CaseMapping
{
    private const int CapitalSigma = 0x3A3;

    /// <summary>The text in upper case.</summary>
    public static string Upper(string text) => Map(text, (builder, c, _) => AppendUpper(builder, c));

    /// <summary>The text in lower case.</summary>
    public static string Lower(string text) => Map(text, (builder, c, at) => AppendLower(builder, text, c, at));

    /// <summary>The text as it is compared without regard to case.</summary>
    public static string Fold(string text) => Map(text, (builder, c, _) =>
    {
        StringBuilder upper = new();
        AppendUpper(upper, c);
        string folded = c == 0x131 ? "\u0131" : Lower(upper.ToString());
        builder.Append(folded.Replace('\u03C2', '\u03C3'));
    });

    /// <summary>The text with upper and lower case exchanged.</summary>
    public static string Swap(string text) => Map(text, (builder, c, at) =>
    {
        if (IsUpper(c))
            AppendLower(builder, text, c, at);
        else if (IsLower(c))
            AppendUpper(builder, c);
        else
            AppendCodePoint(builder, c);
    });

    /// <summary>The text with its first letter in title case and all others in lower case.</summary>
    public static string Capitalize(string text) => Map(text, (builder, c, at) =>
    {
        if (at == 0)
            AppendTitle(builder, c);
        else
            AppendLower(builder, text, c, at);
    });

    /// <summary>The text with each letter that follows no letter in title case, and all others in lower case.</summary>
    public static string Title(string text)
    {
        bool followsCased = false;
        return Map(text, (builder, c, at) =>
        {
            if (followsCased)
                AppendLower(builder, text, c, at);
            else
                AppendTitle(builder, c);
            followsCased = IsCased(c);
        });
    }

    /// <summary>Whether the character has the property Uppercase.</summary>
    public static bool IsUpper(int c) => Category(c) == UnicodeCategory.UppercaseLetter || c is (>= 0x2160 and <= 0x216F)
        or (>= 0x24B6 and <= 0x24CF) or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);

    /// <summary>Whether the character has the property Lowercase.</summary>
    public static bool IsLower(int c) => Category(c) == UnicodeCategory.LowercaseLetter || c is 0xAA or 0xBA or (>= 0x2B0 and <= 0x2B8)
        or 0x2C0 or 0x2C1 or (>= 0x2E0 and <= 0x2E4) or 0x345 or 0x37A or (>= 0x1D2C and <= 0x1D6A) or 0x1D78
        or (>= 0x1D9B and <= 0x1DBF) or 0x2071 or 0x207F or (>= 0x2090 and <= 0x209C) or (>= 0x2170 and <= 0x217F)
        or (>= 0x24D0 and <= 0x24E9) or 0x2C7C or 0x2C7D or 0xA69C or 0xA69D or 0xA770 or 0xA7F8 or 0xA7F9 or (>= 0xAB5C and <= 0xAB5F);

    /// <summary>Whether the character is a letter with case.</summary>
    public static bool IsCased(int c) => IsUpper(c) || IsLower(c) || Category(c) == UnicodeCategory.TitlecaseLetter;

    private static UnicodeCategory Category(int c) => CharUnicodeInfo.GetUnicodeCategory(c);

    private static string Map(string text, Action<StringBuilder, int, int> append)
    {
        StringBuilder builder = new(text.Length);
        for (int at = 0; at < text.Length; at += CodePoints.Width(text, at))
            append(builder, CodePoints.At(text, at), at);
        return builder.ToString();
    }

    private static void AppendUpper(StringBuilder builder, int c)
    {
        if (SpecialCasing.Upper.TryGetValue(c, out string? upper))
            builder.Append(upper);
        else
            AppendCodePoint(builder, c switch { 0x131 => 'I', 0x17F => 'S', _ => SimpleUpper(c) });
    }

    private static void AppendTitle(StringBuilder builder, int c)
    {
        if (SpecialCasing.Title.TryGetValue(c, out string? title))
            builder.Append(title);
        else if (c is >= 0x10D0 and <= 0x10FF)
            AppendCodePoint(builder, c);
        else
            AppendUpper(builder, c);
    }

    private static void AppendLower(StringBuilder builder, string text, int c, int at)
    {
        if (c == 0x130)
            builder.Append("i\u0307");
        else if (c == CapitalSigma)
            builder.Append(IsFinalSigma(text, at) ? '\u03C2' : '\u03C3');
        else
            AppendCodePoint(builder, Rune.IsValid(c) ? Rune.ToLowerInvariant(new Rune(c)).Value : c);
    }

    private static int SimpleUpper(int c) => Rune.IsValid(c) ? Rune.ToUpperInvariant(new Rune(c)).Value : c;

    private static void AppendCodePoint(StringBuilder builder, int c)
    {
        if (c > 0xFFFF)
            builder.Append(char.ConvertFromUtf32(c));
        else
            builder.Append((char)c);
    }

    // A sigma is final where a cased letter comes before it and none after it; marks and points in between don't count.
    private static bool IsFinalSigma(string text, int at)
    {
        int before = at - 1;
        while (before >= 0 && IsCaseIgnorable(text[before]))
            before--;
        if (before < 0 || !IsCased(before > 0 && char.IsLowSurrogate(text[before]) ? CodePoints.At(text, before - 1) : text[before]))
            return false;
        int after = at + 1;
        while (after < text.Length && IsCaseIgnorable(text[after]))
            after++;
        return after == text.Length || !IsCased(CodePoints.At(text, after));
    }

    private static bool IsCaseIgnorable(char c) => c is '\'' or '.' or ':' or '\u00B7' or '\u2018' or '\u2019' or '\u2024' or '\u2027'
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
