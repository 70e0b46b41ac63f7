using FoundationModels.Tokenization.Patterns;

namespace FoundationModels.Tokenization.PreTokenizers;

/// <summary>Splits at the matches of a pattern (<c>Split</c>, <c>Whitespace</c>) or, inverted, at what is between them.</summary>
internal sealed class PatternSplitter(TextPattern pattern, SplitBehavior behavior, bool isInverted) : PreTokenizer
{
    /// <inheritdoc/>
    public override void Apply(PieceList pieces, PatternScratch scratch)
    {
        foreach (TextPiece piece in pieces.Pieces)
            Split(pieces, piece, scratch);
        pieces.Complete();
    }

    private void Split(PieceList pieces, TextPiece piece, PatternScratch scratch)
    {
        ReadOnlySpan<char> text = pieces.TextOf(piece);
        SplitAssembler assembler = new(pieces, behavior);
        int from = 0;
        int previous = 0;
        int lastEnd = -1;
        while (from <= text.Length && pattern.TryFind(text, from, scratch, out int start, out int end))
        {
            from = end;
            if (start == end)
            {
                // An empty match is not taken right after another one, and the search goes on one character later.
                from += from < text.Length && char.IsHighSurrogate(text[from]) ? 2 : 1;
                if (start == lastEnd)
                    continue;
            }

            if (start > previous)
                assembler.Add(piece.Start + previous, piece.Start + start, isInverted);
            assembler.Add(piece.Start + start, piece.Start + end, !isInverted);
            previous = lastEnd = end;
        }

        if (previous < text.Length)
            assembler.Add(piece.Start + previous, piece.Start + text.Length, isInverted);
        assembler.Complete();
    }
}
