using FoundationModels.Tokenization.Patterns;

namespace FoundationModels.Tokenization.PreTokenizers;

/// <summary>Puts a space before each piece that has none (<c>ByteLevel</c> with <c>add_prefix_space</c>).</summary>
internal sealed class PrefixSpace : PreTokenizer
{
    /// <inheritdoc/>
    public override void Apply(PieceList pieces, PatternScratch scratch)
    {
        MarkedText output = pieces.BeginRewrite();
        foreach (TextPiece piece in pieces.Pieces)
        {
            int start = output.Length;
            TextMarks mark = pieces.MarkOf(piece);
            if (pieces.TextOf(piece)[0] != ' ' && (mark & TextMarks.Continuation) == 0)
                output.Append(' ', mark);
            output.Append(pieces.TextOf(piece), pieces.Text.Marks.Slice(piece.Start, piece.Length));
            pieces.Add(start, output.Length);
        }

        pieces.Complete();
    }
}
