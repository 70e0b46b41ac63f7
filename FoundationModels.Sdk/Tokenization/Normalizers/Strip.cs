using FoundationModels.Tokenization.Patterns;
using FoundationModels.Tokenization.Unicode;

namespace FoundationModels.Tokenization.Normalizers;

/// <summary>Removes white space at the ends (<c>Strip</c>).</summary>
internal sealed class Strip(bool left, bool right) : Normalizer
{
    /// <inheritdoc/>
    public override void Apply(MarkedText input, MarkedText output, PatternScratch scratch)
    {
        ReadOnlySpan<char> text = input.Text;
        int start = 0;
        int end = text.Length;
        while (left && start < end && CharacterClass.IsWhiteSpace(text[start]))
            start++;
        while (right && start < end && CharacterClass.IsWhiteSpace(text[end - 1]))
            end--;
        output.Append(text[start..end], input.Marks[start..end]);
    }
}
