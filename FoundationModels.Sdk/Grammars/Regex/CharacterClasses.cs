namespace FoundationModels.Grammars.Regex;

/// <summary>ECMA-262's named sets of characters.</summary>
internal static class CharacterClasses
{
    /// <summary>Gets \d.</summary>
    public static CodePointSet Digits { get; } = CodePointSet.Of('0', '9');

    /// <summary>Gets \w.</summary>
    public static CodePointSet Words { get; } = CodePointSet.Of('0', '9', 'A', 'Z', '_', '_', 'a', 'z');

    /// <summary>Gets \s: WhiteSpace and LineTerminator.</summary>
    public static CodePointSet Spaces { get; } = CodePointSet.Of(
        '\t', '\r', ' ', ' ', 0xA0, 0xA0, 0x1680, 0x1680, 0x2000, 0x200A, 0x2028, 0x2029, 0x202F, 0x202F, 0x205F, 0x205F, 0x3000, 0x3000, 0xFEFF, 0xFEFF);

    /// <summary>Gets the line terminators.</summary>
    public static CodePointSet LineEnds { get; } = CodePointSet.Of('\n', '\n', '\r', '\r', 0x2028, 0x2029);

    /// <summary>Gets what the dot matches.</summary>
    public static CodePointSet Dot { get; } = LineEnds.Complement();

    /// <summary>Gets \D.</summary>
    public static CodePointSet NoDigits { get; } = Digits.Complement();

    /// <summary>Gets \W.</summary>
    public static CodePointSet NoWords { get; } = Words.Complement();

    /// <summary>Gets \S.</summary>
    public static CodePointSet NoSpaces { get; } = Spaces.Complement();

    /// <summary>The set of an escape with one letter, or null.</summary>
    public static CodePointSet? Find(int letter) => letter switch
    {
        'd' => Digits,
        'D' => NoDigits,
        'w' => Words,
        'W' => NoWords,
        's' => Spaces,
        'S' => NoSpaces,
        _ => null,
    };
}
