using FoundationModels.Tokenization.Patterns;
using FoundationModels.Tokenization.Unicode;

namespace FoundationModels.Tokenization.Normalizers;

/// <summary>Puts spaces around CJK ideographs (<c>BertNormalizer</c>).</summary>
internal sealed class ChineseSpacing : Normalizer
{
    /// <inheritdoc/>
    public override void Apply(MarkedText input, MarkedText output, PatternScratch scratch)
    {
        ReadOnlySpan<char> text = input.Text;
        ReadOnlySpan<TextMarks> marks = input.Marks;
        for (int i = 0; i < text.Length;)
        {
            int codePoint = CharacterClass.CodePointAt(text, i, out int units);
            bool isIdeograph = IsIdeograph(codePoint);
            if (isIdeograph)
                output.Append(' ', marks[i]);
            output.AppendCodePoint(codePoint, marks[i]);
            if (isIdeograph)
                output.Append(' ', marks[i]);
            i += units;
        }
    }

    // The blocks that BERT's own code names; its fifth one begins at 2B920, where Unicode's begins at 2B820.
    private static bool IsIdeograph(int codePoint) => codePoint is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or
        (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F) or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF) or
        (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
}
