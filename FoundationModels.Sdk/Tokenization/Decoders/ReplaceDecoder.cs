using System.Text;
using FoundationModels.Tokenization.Patterns;

namespace FoundationModels.Tokenization.Decoders;

/// <summary>Replaces the matches of a pattern in each token (<c>Replace</c>).</summary>
internal sealed class ReplaceDecoder(TextPattern pattern, string content) : TokenDecoder
{
    /// <inheritdoc/>
    protected override string DecodeToken(string token, bool isFirst, bool isLast)
    {
        PatternScratch scratch = new() { Budget = PatternScratch.BudgetFor(token.Length) };
        if (!pattern.TryFind(token, 0, scratch, out int start, out int end))
            return token;
        StringBuilder replaced = new();
        int previous = 0;
        int from;
        do
        {
            replaced.Append(token, previous, start - previous).Append(content);
            previous = end;
            from = end > start ? end : end + (end < token.Length && char.IsHighSurrogate(token[end]) ? 2 : 1);
        }
        while (from <= token.Length && pattern.TryFind(token, from, scratch, out start, out end));
        return replaced.Append(token, previous, token.Length - previous).ToString();
    }
}
