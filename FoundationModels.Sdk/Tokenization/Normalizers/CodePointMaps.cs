using FoundationModels.Tokenization.Unicode;

namespace FoundationModels.Tokenization.Normalizers;

/// <summary>The code point mappings that tokenizers name.</summary>
internal static class CodePointMaps
{
    /// <summary>Removes all marks (<c>StripAccents</c>).</summary>
    public static int WithoutMarks(int codePoint) => ReferenceClass.IsMark(codePoint) ? CodePointMapping.Removed : codePoint;

    /// <summary>Removes non-spacing marks (<c>BertNormalizer</c>).</summary>
    public static int WithoutNonSpacingMarks(int codePoint) =>
        ReferenceClass.IsNonSpacingMark(codePoint) ? CodePointMapping.Removed : codePoint;

    /// <summary>Removes control and format characters and makes white space a space (<c>BertNormalizer</c>).</summary>
    public static int CleanForBert(int codePoint)
    {
        if (codePoint is '\t' or '\n' or '\r')
            return ' ';
        if (codePoint == 0xFFFD || ReferenceClass.IsOther(codePoint))
            return CodePointMapping.Removed;
        return CharacterClass.IsWhiteSpace(codePoint) ? ' ' : codePoint;
    }

    /// <summary>Removes control characters and makes some characters a space (<c>Nmt</c>).</summary>
    public static int CleanForTranslation(int codePoint) => codePoint switch
    {
        (>= 1 and <= 8) or 0xB or (>= 0xE and <= 0x1F) or 0x7F or 0x8F or 0x9F => CodePointMapping.Removed,
        0x9 or 0xA or 0xC or 0xD or 0x1680 or (>= 0x200B and <= 0x200F) or 0x2028 or 0x2029 or 0x2581 or 0xFEFF or 0xFFFD => ' ',
        _ => codePoint,
    };
}
