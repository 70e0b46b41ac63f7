using System.Text;

namespace FoundationModels.Tokenization.Models;

/// <summary>WordPiece (Schuster and Nakajima 2012, as in BERT): the longest token from the left, again and again; a word that this does not cover is unknown.</summary>
internal sealed class WordPieceModel(Vocabulary vocabulary, int unknown, string continuingPrefix, int longestWord) : TokenModel
{
    private readonly byte[] _prefix = Encoding.UTF8.GetBytes(continuingPrefix);

    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<char> piece, bool allowsControl, ModelScratch scratch, PooledBuffer<int> output)
    {
        int count = output.Count;
        if (!TryEncode(piece, scratch, output))
        {
            output.Truncate(count);
            output.Add(unknown);
        }
    }

    private bool TryEncode(ReadOnlySpan<char> piece, ModelScratch scratch, PooledBuffer<int> output)
    {
        // The limit is in code points, of which there are at least half as many as units.
        if (piece.Length > longestWord && CountCodePoints(piece) > longestWord)
            return false;
        scratch.Bytes.Clear();
        Span<byte> word = scratch.Bytes.Extend(Encoding.UTF8.GetMaxByteCount(piece.Length));
        word = word[..Encoding.UTF8.GetBytes(piece, word)];
        for (int start = 0; start < word.Length;)
        {
            int taken = TakeLongest(word[start..], start > 0, scratch.Content, out int id);
            if (taken == 0)
                return false;
            output.Add(id);
            start += taken;
        }

        return true;
    }

    private int TakeLongest(ReadOnlySpan<byte> rest, bool continues, PooledBuffer<byte> content, out int id)
    {
        content.Clear();
        if (continues)
            content.AddRange(_prefix);
        int prefix = content.Count;
        int length = Math.Min(rest.Length, vocabulary.LongestContent);
        content.AddRange(rest[..length]);
        for (; length > 0; length--)
        {
            bool isBoundary = length == rest.Length || (rest[length] & 0xC0) != 0x80;
            if (isBoundary && vocabulary.TryGetTextId(content.Span[..(prefix + length)], out id))
                return length;
        }

        id = -1;
        return 0;
    }

    private static int CountCodePoints(ReadOnlySpan<char> text)
    {
        int count = 0;
        foreach (char unit in text)
            count += char.IsLowSurrogate(unit) ? 0 : 1;
        return count;
    }
}
