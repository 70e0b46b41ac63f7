using FoundationModels.Tokenization.Patterns;
using FoundationModels.Tokenization.Unicode;

namespace FoundationModels.Tokenization.PreTokenizers;

/// <summary>Splits at each character of a set (<c>Digits</c>, <c>Punctuation</c>, <c>WhitespaceSplit</c>, <c>CharDelimiterSplit</c>).</summary>
internal sealed class CharacterSplitter(CodePointSet set, SplitBehavior behavior) : PreTokenizer
{
    /// <inheritdoc/>
    public override void Apply(PieceList pieces, PatternScratch scratch)
    {
        foreach (TextPiece piece in pieces.Pieces)
        {
            ReadOnlySpan<char> text = pieces.TextOf(piece);
            SplitAssembler assembler = new(pieces, behavior);
            int gap = 0;
            for (int i = 0; i < text.Length;)
            {
                int codePoint = CharacterClass.CodePointAt(text, i, out int units);
                int start = i;
                i += units;
                if (!set.Contains(codePoint))
                    continue;
                if (start > gap)
                    assembler.Add(piece.Start + gap, piece.Start + start, isMatch: false);
                assembler.Add(piece.Start + start, piece.Start + i, isMatch: true);
                gap = i;
            }

            if (gap < text.Length)
                assembler.Add(piece.Start + gap, piece.Start + text.Length, isMatch: false);
            assembler.Complete();
        }

        pieces.Complete();
    }
}
