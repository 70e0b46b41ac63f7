using System.Text;
using FoundationModels.Tokenization.Patterns;
using FoundationModels.Tokenization.Unicode;

namespace FoundationModels.Tokenization.PreTokenizers;

/// <summary>Spells the UTF-8 bytes of the text in the byte alphabet, where the model does not take bytes itself (<c>ByteLevel</c>).</summary>
internal sealed class ByteSpelling : PreTokenizer
{
    /// <inheritdoc/>
    public override void Apply(PieceList pieces, PatternScratch scratch)
    {
        MarkedText output = pieces.BeginRewrite();
        foreach (TextPiece piece in pieces.Pieces)
        {
            int start = output.Length;
            Spell(pieces.TextOf(piece), pieces.Text.Marks.Slice(piece.Start, piece.Length), output);
            pieces.Add(start, output.Length);
        }

        pieces.Complete();
    }

    /// <summary>Spells a text.</summary>
    public static void Spell(ReadOnlySpan<char> text, ReadOnlySpan<TextMarks> marks, MarkedText output)
    {
        Span<byte> utf8 = stackalloc byte[4];
        for (int i = 0; i < text.Length;)
        {
            TextMarks mark = marks[i];
            Rune rune = new(CharacterClass.CodePointAt(text, i, out int units));
            i += units;
            foreach (byte value in utf8[..rune.EncodeToUtf8(utf8)])
                output.Append(ByteAlphabet.ToCharacter(value), mark);
        }
    }
}
