using FoundationModels.Tokenization.Patterns;

namespace FoundationModels.Tokenization.Normalizers;

/// <summary>Puts a text before each section (<c>Prepend</c>).</summary>
internal sealed class Prepend(string prefix) : Normalizer
{
    /// <inheritdoc/>
    public override void Apply(MarkedText input, MarkedText output, PatternScratch scratch)
    {
        if (input.Length > 0 && (input.Marks[0] & TextMarks.Continuation) == 0)
            output.Append(prefix, input.Marks[0]);
        output.Append(input.Text, input.Marks);
    }
}
