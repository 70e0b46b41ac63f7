using System.Text;

namespace FoundationModels.Tokenization.Models;

/// <summary>A piece is a token, or unknown.</summary>
internal sealed class WordLevelModel(Vocabulary vocabulary, int unknown) : TokenModel
{
    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<char> piece, bool allowsControl, ModelScratch scratch, PooledBuffer<int> output)
    {
        scratch.Bytes.Clear();
        Span<byte> word = scratch.Bytes.Extend(Encoding.UTF8.GetMaxByteCount(piece.Length));
        word = word[..Encoding.UTF8.GetBytes(piece, word)];
        output.Add(vocabulary.TryGetTextId(word, out int id) ? id : unknown);
    }
}
