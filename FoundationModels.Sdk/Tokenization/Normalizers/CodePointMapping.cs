using FoundationModels.Tokenization.Patterns;
using FoundationModels.Tokenization.Unicode;

namespace FoundationModels.Tokenization.Normalizers;

/// <summary>Replaces or removes single code points (<c>StripAccents</c>, <c>Nmt</c>, the cleaning of <c>BertNormalizer</c>).</summary>
/// <param name="map">Gives the new code point, or <see cref="Removed"/>.</param>
internal sealed class CodePointMapping(Func<int, int> map) : Normalizer
{
    /// <summary>Stands for a code point that is left out.</summary>
    public const int Removed = -1;

    /// <inheritdoc/>
    public override void Apply(MarkedText input, MarkedText output, PatternScratch scratch)
    {
        ReadOnlySpan<char> text = input.Text;
        ReadOnlySpan<TextMarks> marks = input.Marks;
        for (int i = 0; i < text.Length;)
        {
            int mapped = map(CharacterClass.CodePointAt(text, i, out int units));
            if (mapped != Removed)
                output.AppendCodePoint(mapped, marks[i]);
            i += units;
        }
    }
}
