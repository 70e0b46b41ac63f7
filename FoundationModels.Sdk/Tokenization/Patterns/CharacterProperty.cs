using FoundationModels.Tokenization.Unicode;

namespace FoundationModels.Tokenization.Patterns;

/// <summary>The sets behind <c>\p{…}</c>, <c>[:…:]</c> and the letter escapes, with Oniguruma's meaning.</summary>
internal static class CharacterProperty
{
    private static readonly string[] Categories =
    [
        "lu", "ll", "lt", "lm", "lo", "mn", "mc", "me", "nd", "nl", "no", "zs", "zl", "zp", "cc", "cf", "cs", "co",
        "pc", "pd", "ps", "pe", "pi", "pf", "po", "sm", "sc", "sk", "so", "cn",
    ];

    private static readonly Dictionary<string, string> LongNames = new(StringComparer.Ordinal)
    {
        ["letter"] = "l",
        ["uppercaseletter"] = "lu",
        ["lowercaseletter"] = "ll",
        ["titlecaseletter"] = "lt",
        ["modifierletter"] = "lm",
        ["otherletter"] = "lo",
        ["mark"] = "m",
        ["nonspacingmark"] = "mn",
        ["spacingmark"] = "mc",
        ["enclosingmark"] = "me",
        ["number"] = "n",
        ["decimalnumber"] = "nd",
        ["letternumber"] = "nl",
        ["othernumber"] = "no",
        ["punctuation"] = "p",
        ["symbol"] = "s",
        ["separator"] = "z",
        ["spaceseparator"] = "zs",
        ["other"] = "c",
        ["control"] = "cc",
        ["format"] = "cf",
    };

    private static readonly (int First, int Last)[] Han =
    [
        (0x2E80, 0x2E99), (0x2E9B, 0x2EF3), (0x2F00, 0x2FD5), (0x3005, 0x3005), (0x3007, 0x3007), (0x3021, 0x3029), (0x3038, 0x303B),
        (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFA6D), (0xFA70, 0xFAD9), (0x16FE2, 0x16FE3), (0x16FF0, 0x16FF1), (0x20000, 0x2A6DF),
        (0x2A700, 0x2B739), (0x2B740, 0x2B81D), (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0), (0x2EBF0, 0x2EE5D), (0x2F800, 0x2FA1D),
        (0x30000, 0x3134A), (0x31350, 0x323AF),
    ];

    /// <summary>The set that a property's name stands for.</summary>
    /// <exception cref="PatternSyntaxException">The name is not known.</exception>
    public static CodePointSet Named(string name)
    {
        string key = new([.. name.Where(c => c is not (' ' or '_' or '-')).Select(char.ToLowerInvariant)]);
        Func<int, bool>? property = key switch
        {
            "any" => _ => true,
            "alpha" or "alphabetic" => c => CharacterClass.IsWord(c) && (CategoryMask(c) & MaskOf("nd", "pc")) == 0,
            "alnum" => c => CharacterClass.IsWord(c) && (CategoryMask(c) & MaskOf("pc")) == 0,
            "ascii" => c => c < 128,
            "blank" => c => c == '\t' || (CategoryMask(c) & MaskOf("zs")) != 0,
            "cntrl" => c => (CategoryMask(c) & MaskOf("cc", "cf", "cn", "co", "cs")) != 0,
            "digit" => c => (CategoryMask(c) & MaskOf("nd")) != 0,
            "lower" or "lowercase" => c => (CategoryMask(c) & MaskOf("ll")) != 0,
            "upper" or "uppercase" => c => (CategoryMask(c) & MaskOf("lu")) != 0,
            "punct" => CharacterClass.IsPunctuation,
            "space" or "whitespace" => CharacterClass.IsWhiteSpace,
            "word" => CharacterClass.IsWord,
            "xdigit" => c => c < 128 && char.IsAsciiHexDigit((char)c),
            "han" => c => Array.Exists(Han, r => c >= r.First && c <= r.Last),
            _ => null,
        };
        if (property is not null)
            return new CodePointSet(property);

        string category = LongNames.GetValueOrDefault(key, key);
        int mask = 0;
        for (int i = 0; i < Categories.Length; i++)
        {
            if (Categories[i] == category || (category.Length == 1 && Categories[i][0] == category[0]))
                mask |= 1 << i;
        }

        if (mask == 0)
            throw new PatternSyntaxException($"the character property '{name}' is not supported");
        return new CodePointSet(c => (CategoryMask(c) & mask) != 0);
    }

    /// <summary>The set of a letter escape such as <c>\s</c>, or null where the letter is none.</summary>
    public static CodePointSet? Escape(char letter)
    {
        CodePointSet? positive = char.ToLowerInvariant(letter) switch
        {
            's' => new CodePointSet(CharacterClass.IsWhiteSpace),
            'd' => Named("nd"),
            'w' => new CodePointSet(CharacterClass.IsWord),
            'h' => Named("xdigit"),
            _ => null,
        };
        return char.IsAsciiLetterUpper(letter) ? positive?.Complement() : positive;
    }

    private static int MaskOf(params ReadOnlySpan<string> categories)
    {
        int mask = 0;
        foreach (string category in categories)
            mask |= 1 << Array.IndexOf(Categories, category);
        return mask;
    }

    // The order of Categories is the order of UnicodeCategory.
    private static int CategoryMask(int codePoint) => 1 << (int)CharacterClass.CategoryOf(codePoint);
}
