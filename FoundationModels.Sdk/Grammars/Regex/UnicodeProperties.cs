using System.Globalization;
using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Regex;

/// <summary>Sets of characters by the names that \p takes: general categories, some scripts, and the plainest binary properties.</summary>
internal static class UnicodeProperties
{
    // Nothing is assigned between the third plane and the fourteenth.
    private const int PastIdeographs = 0x40000;
    private const int FourteenthPlane = 0xE0000;

    private static readonly Lazy<CodePointSet[]> Categories = new(FindCategories);

    private static readonly Dictionary<string, UnicodeCategory[]> CategoryNames = NameCategories();

    /// <summary>The set of a property, or null if it isn't known.</summary>
    public static CodePointSet? Find(string name)
    {
        int equals = name.IndexOf('=');
        if (equals >= 0)
        {
            string value = name.Substring(equals + 1);
            return name.Substring(0, equals) switch
            {
                "General_Category" or "gc" => FindCategory(value),
                "Script" or "sc" => UnicodeScripts.Find(value),
                _ => null,
            };
        }
        return name switch
        {
            "Any" => CodePointSet.All,
            "ASCII" => CodePointSet.Of(0, 0x7F),
            "ASCII_Hex_Digit" or "AHex" => CodePointSet.Of('0', '9', 'A', 'F', 'a', 'f'),
            "Assigned" => FindCategory("Cn")!.Complement(),
            _ => FindCategory(name),
        };
    }

    private static CodePointSet? FindCategory(string name)
    {
        if (!CategoryNames.TryGetValue(name, out var categories))
            return null;
        var set = CodePointSet.Empty;
        foreach (var category in categories)
            set = set.Union(Categories.Value[(int)category]);
        return set;
    }

    private static CodePointSet[] FindCategories()
    {
        var ranges = new List<int>[30];
        for (int category = 0; category < ranges.Length; category++)
            ranges[category] = [];
        ranges[(int)UnicodeCategory.OtherNotAssigned].AddRange([PastIdeographs, FourteenthPlane - 1]);
        Scan(ranges, 0, CodePointPartition.FirstSurrogate);
        Scan(ranges, CodePointPartition.PastSurrogates, PastIdeographs);
        Scan(ranges, FourteenthPlane, CodePointPartition.End);
        return Array.ConvertAll(ranges, static ends => CodePointSet.Of([.. ends]));
    }

    private static void Scan(List<int>[] ranges, int start, int end)
    {
        for (int first = start, codePoint = start; codePoint < end; codePoint++)
        {
            var category = CategoryOf(codePoint);
            if (codePoint + 1 < end && CategoryOf(codePoint + 1) == category)
                continue;
            ranges[(int)category].AddRange([first, codePoint]);
            first = codePoint + 1;
        }
    }

    private static UnicodeCategory CategoryOf(int codePoint) =>
        codePoint < 0x10000 ? CharUnicodeInfo.GetUnicodeCategory((char)codePoint) : CharUnicodeInfo.GetUnicodeCategory(char.ConvertFromUtf32(codePoint), 0);

    private static Dictionary<string, UnicodeCategory[]> NameCategories()
    {
        var names = new Dictionary<string, UnicodeCategory[]>(StringComparer.Ordinal);
        Add("Lu Uppercase_Letter", UnicodeCategory.UppercaseLetter);
        Add("Ll Lowercase_Letter", UnicodeCategory.LowercaseLetter);
        Add("Lt Titlecase_Letter", UnicodeCategory.TitlecaseLetter);
        Add("LC Cased_Letter", UnicodeCategory.UppercaseLetter, UnicodeCategory.LowercaseLetter, UnicodeCategory.TitlecaseLetter);
        Add("Lm Modifier_Letter", UnicodeCategory.ModifierLetter);
        Add("Lo Other_Letter", UnicodeCategory.OtherLetter);
        Add("L Letter", UnicodeCategory.UppercaseLetter, UnicodeCategory.LowercaseLetter, UnicodeCategory.TitlecaseLetter,
            UnicodeCategory.ModifierLetter, UnicodeCategory.OtherLetter);
        Add("Mn Nonspacing_Mark", UnicodeCategory.NonSpacingMark);
        Add("Mc Spacing_Mark", UnicodeCategory.SpacingCombiningMark);
        Add("Me Enclosing_Mark", UnicodeCategory.EnclosingMark);
        Add("M Mark Combining_Mark", UnicodeCategory.NonSpacingMark, UnicodeCategory.SpacingCombiningMark, UnicodeCategory.EnclosingMark);
        Add("Nd Decimal_Number digit", UnicodeCategory.DecimalDigitNumber);
        Add("Nl Letter_Number", UnicodeCategory.LetterNumber);
        Add("No Other_Number", UnicodeCategory.OtherNumber);
        Add("N Number", UnicodeCategory.DecimalDigitNumber, UnicodeCategory.LetterNumber, UnicodeCategory.OtherNumber);
        Add("Pc Connector_Punctuation", UnicodeCategory.ConnectorPunctuation);
        Add("Pd Dash_Punctuation", UnicodeCategory.DashPunctuation);
        Add("Ps Open_Punctuation", UnicodeCategory.OpenPunctuation);
        Add("Pe Close_Punctuation", UnicodeCategory.ClosePunctuation);
        Add("Pi Initial_Punctuation", UnicodeCategory.InitialQuotePunctuation);
        Add("Pf Final_Punctuation", UnicodeCategory.FinalQuotePunctuation);
        Add("Po Other_Punctuation", UnicodeCategory.OtherPunctuation);
        Add("P Punctuation punct", UnicodeCategory.ConnectorPunctuation, UnicodeCategory.DashPunctuation, UnicodeCategory.OpenPunctuation,
            UnicodeCategory.ClosePunctuation, UnicodeCategory.InitialQuotePunctuation, UnicodeCategory.FinalQuotePunctuation, UnicodeCategory.OtherPunctuation);
        Add("Sm Math_Symbol", UnicodeCategory.MathSymbol);
        Add("Sc Currency_Symbol", UnicodeCategory.CurrencySymbol);
        Add("Sk Modifier_Symbol", UnicodeCategory.ModifierSymbol);
        Add("So Other_Symbol", UnicodeCategory.OtherSymbol);
        Add("S Symbol", UnicodeCategory.MathSymbol, UnicodeCategory.CurrencySymbol, UnicodeCategory.ModifierSymbol, UnicodeCategory.OtherSymbol);
        Add("Zs Space_Separator", UnicodeCategory.SpaceSeparator);
        Add("Zl Line_Separator", UnicodeCategory.LineSeparator);
        Add("Zp Paragraph_Separator", UnicodeCategory.ParagraphSeparator);
        Add("Z Separator", UnicodeCategory.SpaceSeparator, UnicodeCategory.LineSeparator, UnicodeCategory.ParagraphSeparator);
        Add("Cc Control cntrl", UnicodeCategory.Control);
        Add("Cf Format", UnicodeCategory.Format);
        Add("Co Private_Use", UnicodeCategory.PrivateUse);
        Add("Cn Unassigned", UnicodeCategory.OtherNotAssigned);
        Add("C Other", UnicodeCategory.Control, UnicodeCategory.Format, UnicodeCategory.PrivateUse, UnicodeCategory.OtherNotAssigned);
        return names;

        void Add(string aliases, params UnicodeCategory[] categories)
        {
            foreach (string alias in aliases.Split(' '))
                names.Add(alias, categories);
        }
    }
}
