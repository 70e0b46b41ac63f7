using FoundationModels.Tokenization.Patterns;
using FoundationModels.Tokenization.Unicode;

namespace FoundationModels.Tokenization.Normalizers;

/// <summary>Makes each character lower case, without regard to its neighbours (<c>Lowercase</c>).</summary>
internal sealed class Lowercase : Normalizer
{
    private const int CapitalDottedI = 0x130;
    private const char CombiningDotAbove = '\u0307';

    /// <inheritdoc/>
    public override void Apply(MarkedText input, MarkedText output, PatternScratch scratch)
    {
        ReadOnlySpan<char> text = input.Text;
        ReadOnlySpan<TextMarks> marks = input.Marks;
        for (int i = 0; i < text.Length;)
        {
            int codePoint = CharacterClass.CodePointAt(text, i, out int units);
            output.AppendCodePoint(codePoint == CapitalDottedI ? 'i' : CharacterClass.ToLower(codePoint), marks[i]);
            if (codePoint == CapitalDottedI)
                output.Append(CombiningDotAbove, marks[i]);
            i += units;
        }
    }
}
