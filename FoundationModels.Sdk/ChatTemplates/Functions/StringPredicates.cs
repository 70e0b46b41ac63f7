using System.Globalization;

namespace FoundationModels.ChatTemplates;

/// <summary>What can be asked of a text as a whole.</summary>
internal static class StringPredicates
{
    /// <summary>The predicate behind a method's name, or null.</summary>
    public static Func<string, bool>? Find(string name) => name switch
    {
        "isalnum" => text => All(text, PythonCharacters.IsAlphanumeric),
        "isalpha" => text => All(text, PythonCharacters.IsLetter),
        "isascii" => text => text.All(char.IsAscii),
        "isdecimal" => text => All(text, c => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber),
        "isdigit" => text => All(text, IsDigit),
        "isnumeric" => text => All(text, c => CharUnicodeInfo.GetUnicodeCategory(c)
            is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber),
        "isidentifier" => text => All(text, c => c == '_' || PythonCharacters.IsAlphanumeric(c)) && !char.IsDigit(text[0]),
        "islower" => text => HasCase(text, isUpper: false),
        "isupper" => text => HasCase(text, isUpper: true),
        "isprintable" => text => text.Length == 0 || All(text, PythonCharacters.IsPrintable),
        "isspace" => text => All(text, PythonCharacters.IsSpace),
        "istitle" => IsTitle,
        _ => null,
    };

    /// <summary>Whether there is a letter with case, and none with the other one.</summary>
    public static bool HasCase(string text, bool isUpper)
    {
        bool found = false;
        for (int at = 0; at < text.Length; at += CodePoints.Width(text, at))
        {
            int c = CodePoints.At(text, at);
            if (!CaseMapping.IsCased(c))
                continue;
            if (isUpper ? !CaseMapping.IsUpper(c) : !CaseMapping.IsLower(c))
                return false;
            found = true;
        }

        return found;
    }

    private static bool IsDigit(int c) => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber
        || (c <= 0xFFFF && CharUnicodeInfo.GetDigitValue((char)c) >= 0);

    private static bool All(string text, Func<int, bool> holds)
    {
        for (int at = 0; at < text.Length; at += CodePoints.Width(text, at))
        {
            if (!holds(CodePoints.At(text, at)))
                return false;
        }

        return text.Length > 0;
    }

    private static bool IsTitle(string text)
    {
        bool found = false;
        bool followsCased = false;
        for (int at = 0; at < text.Length; at += CodePoints.Width(text, at))
        {
            int c = CodePoints.At(text, at);
            bool isUpper = CaseMapping.IsUpper(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.TitlecaseLetter;
            if ((isUpper && followsCased) || (CaseMapping.IsLower(c) && !followsCased))
                return false;
            followsCased = CaseMapping.IsCased(c);
            found |= followsCased;
        }

        return found;
    }
}
