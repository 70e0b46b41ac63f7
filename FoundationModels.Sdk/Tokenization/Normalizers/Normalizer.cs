using FoundationModels.Tokenization.Patterns;

namespace FoundationModels.Tokenization.Normalizers;

/// <summary>Rewrites text before it is split. The marks of what goes into a character are the marks of that character.</summary>
internal abstract class Normalizer
{
    /// <summary>Appends the normalized form of a text, which is not empty, to an empty output.</summary>
    public abstract void Apply(MarkedText input, MarkedText output, PatternScratch scratch);

    /// <summary>The marks of a character that comes from several.</summary>
    protected static TextMarks Combine(ReadOnlySpan<TextMarks> marks)
    {
        TextMarks combined = TextMarks.None;
        foreach (TextMarks mark in marks)
            combined |= mark;
        return combined;
    }
}
