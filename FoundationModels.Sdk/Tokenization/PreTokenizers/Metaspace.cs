using FoundationModels.Tokenization.Patterns;

namespace FoundationModels.Tokenization.PreTokenizers;

/// <summary>Writes spaces as a visible character, may put one before a piece, and may split before each (<c>Metaspace</c>).</summary>
internal sealed class Metaspace(char replacement, PrependScheme scheme, bool splits) : PreTokenizer
{
    /// <inheritdoc/>
    public override void Apply(PieceList pieces, PatternScratch scratch)
    {
        MarkedText output = pieces.BeginRewrite();
        foreach (TextPiece piece in pieces.Pieces)
        {
            ReadOnlySpan<char> text = pieces.TextOf(piece);
            ReadOnlySpan<TextMarks> marks = pieces.Text.Marks.Slice(piece.Start, piece.Length);
            int start = output.Length;
            if (text[0] != ' ' && text[0] != replacement && Prepends(marks[0]))
                output.Append(replacement, marks[0]);
            for (int i = 0; i < text.Length; i++)
            {
                bool isSpace = text[i] == ' ' || text[i] == replacement;
                if (isSpace && splits)
                {
                    pieces.Add(start, output.Length);
                    start = output.Length;
                }

                output.Append(isSpace ? replacement : text[i], marks[i]);
            }

            pieces.Add(start, output.Length);
        }

        pieces.Complete();
    }

    private bool Prepends(TextMarks first) => scheme switch
    {
        PrependScheme.Always => (first & TextMarks.Continuation) == 0,
        PrependScheme.First => (first & TextMarks.TextStart) != 0,
        _ => false,
    };
}
