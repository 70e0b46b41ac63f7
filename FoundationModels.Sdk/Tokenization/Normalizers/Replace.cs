using FoundationModels.Tokenization.Patterns;

namespace FoundationModels.Tokenization.Normalizers;

/// <summary>Replaces the matches of a pattern by a fixed text (<c>Replace</c>).</summary>
internal sealed class Replace(TextPattern pattern, string content) : Normalizer
{
    /// <inheritdoc/>
    public override void Apply(MarkedText input, MarkedText output, PatternScratch scratch)
    {
        ReadOnlySpan<char> text = input.Text;
        ReadOnlySpan<TextMarks> marks = input.Marks;
        int previous = 0;
        int from = 0;
        while (from <= text.Length && pattern.TryFind(text, from, scratch, out int start, out int end))
        {
            output.Append(text[previous..start], marks[previous..start]);
            output.Append(content, Combine(marks[start..end]));
            previous = end;
            from = end > start ? end : end + (end < text.Length && char.IsHighSurrogate(text[end]) ? 2 : 1);
        }

        output.Append(text[previous..], marks[previous..]);
    }
}
