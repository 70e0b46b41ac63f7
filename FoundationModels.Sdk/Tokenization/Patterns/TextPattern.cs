namespace FoundationModels.Tokenization.Patterns;

/// <summary>What a tokenizer looks for in text.</summary>
internal abstract class TextPattern
{
    /// <summary>Finds the first match at or after a position.</summary>
    public abstract bool TryFind(ReadOnlySpan<char> text, int from, PatternScratch scratch, out int start, out int end);
}
