using System.Globalization;
using System.Text;

namespace FoundationModels.Tokenization.Models;

/// <summary>A unigram language model (Kudo 2018): of all ways to cut a piece into tokens, the one with the highest sum of scores (Viterbi).</summary>
internal sealed class UnigramModel : TokenModel
{
    private const double UnknownPenalty = 10;
    private readonly ByteTrie _trie;
    private readonly Vocabulary _vocabulary;
    private readonly double[] _scores;
    private readonly double _unknownScore;
    private readonly int _unknown;
    private readonly int[]? _fallback;

    /// <summary>Initializes the model. Scores are by id; unknown is -1 where the vocabulary has no unknown token.</summary>
    public UnigramModel(Vocabulary vocabulary, double[] scores, int unknown, bool fallsBackToBytes)
    {
        _vocabulary = vocabulary;
        _scores = scores;
        _unknown = unknown;
        _unknownScore = (scores.Length == 0 ? 0 : scores.Min()) - UnknownPenalty;
        _trie = new ByteTrie(vocabulary.Count * 4);
        for (int id = 0; id < scores.Length; id++)
        {
            if (vocabulary.TryGetContent(id, out ReadOnlySpan<byte> content) && vocabulary.TryGetId(content, out int last))
                _trie.Add(content, last);
        }

        if (!fallsBackToBytes)
            return;
        _fallback = new int[256];
        for (int value = 0; value < 256; value++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>");
            _fallback[value] = vocabulary.TryGetId(Encoding.UTF8.GetBytes(name), out int id) ? id : -1;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="FoundationModelsException">A character has no token and the vocabulary has no unknown token.</exception>
    public override void Encode(ReadOnlySpan<char> piece, bool allowsControl, ModelScratch scratch, PooledBuffer<int> output)
    {
        scratch.Bytes.Clear();
        Span<byte> text = scratch.Bytes.Extend(Encoding.UTF8.GetMaxByteCount(piece.Length));
        text = text[..Encoding.UTF8.GetBytes(piece, text)];
        scratch.Scores.Clear();
        scratch.Symbols.Clear();
        scratch.Previous.Clear();
        Span<double> best = scratch.Scores.Extend(text.Length + 1);
        Span<int> tokens = scratch.Symbols.Extend(text.Length + 1);
        Span<int> starts = scratch.Previous.Extend(text.Length + 1);
        starts.Fill(-1);
        best[0] = 0;
        for (int start = 0; start < text.Length;)
        {
            int character = LengthOf(text, start);
            bool hasSingle = false;
            int node = ByteTrie.Root;
            for (int end = start; end < text.Length && _trie.TryStep(ref node, text[end]);)
            {
                end++;
                int id = _trie.ValueOf(node);
                if (id < 0 || (!allowsControl && _vocabulary.IsControl(id)))
                    continue;
                Offer(best, tokens, starts, start, end, id, _scores[id]);
                hasSingle |= end - start == character;
            }

            if (!hasSingle)
                Offer(best, tokens, starts, start, start + character, _unknown, _unknownScore);
            start += character;
        }

        Collect(text, tokens, starts, scratch.Following, output);
    }

    private static int LengthOf(ReadOnlySpan<byte> text, int start)
    {
        int end = start + 1;
        while (end < text.Length && (text[end] & 0xC0) == 0x80)
            end++;
        return end - start;
    }

    private static void Offer(Span<double> best, Span<int> tokens, Span<int> starts, int start, int end, int token, double score)
    {
        double candidate = score + best[start];
        if (starts[end] >= 0 && candidate <= best[end])
            return;
        (best[end], tokens[end], starts[end]) = (candidate, token, start);
    }

    private void Collect(ReadOnlySpan<byte> text, ReadOnlySpan<int> tokens, ReadOnlySpan<int> starts, PooledBuffer<int> ends, PooledBuffer<int> output)
    {
        ends.Clear();
        for (int end = text.Length; end > 0; end = starts[end])
            ends.Add(end);
        for (int i = ends.Count - 1; i >= 0; i--)
        {
            int end = ends[i];
            int token = tokens[end];
            if (token != _unknown)
            {
                output.Add(token);
                continue;
            }

            // Neighbouring unknown characters are one unknown token, or are spelled in bytes together.
            int start = starts[end];
            while (i > 0 && tokens[ends[i - 1]] == _unknown)
                end = ends[--i];
            AddUnknown(text[start..end], output);
        }
    }

    private void AddUnknown(ReadOnlySpan<byte> text, PooledBuffer<int> output)
    {
        bool spells = _fallback is not null;
        foreach (byte value in text)
            spells = spells && _fallback![value] >= 0;
        if (spells)
        {
            foreach (byte value in text)
                output.Add(_fallback![value]);
        }
        else if (_unknown >= 0)
        {
            output.Add(_unknown);
        }
        else
        {
            throw new FoundationModelsException("A text has a character for which the tokenizer has no token, and the tokenizer has no unknown token.");
        }
    }
}
