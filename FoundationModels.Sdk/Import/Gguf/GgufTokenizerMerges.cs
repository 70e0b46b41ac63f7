using System.Text;
using FoundationModels.Tokenization;

namespace FoundationModels.Import.Gguf;

/// <summary>
/// Makes merges out of the scores of a SentencePiece vocabulary: every way to put a piece together from two others, the piece with the best
/// score first. Byte-pair encoding with them gives what SentencePiece's own search for the best neighbour gives.
/// </summary>
internal static class GgufTokenizerMerges
{
    /// <summary>The merges in order.</summary>
    public static IEnumerable<(string Left, string Right)> FromScores(string[] tokens, float[] scores, bool[] isText)
    {
        Vocabulary texts = new();
        texts.Reserve(tokens.Length);
        for (int id = 0; id < tokens.Length; id++)
        {
            if (isText[id])
                texts.Add(Encoding.UTF8.GetBytes(tokens[id]), id);
        }

        List<Merge> merges = [];
        for (int id = 0; id < tokens.Length; id++)
        {
            if (isText[id])
                AddMerges(texts, tokens[id], scores[id], merges);
        }

        return merges
            .OrderByDescending(m => m.Score).ThenByDescending(m => m.LeftLength).ThenByDescending(m => m.RightLength)
            .Select(m => (tokens[m.Left], tokens[m.Right]));
    }

    private static void AddMerges(Vocabulary texts, string token, float score, List<Merge> merges)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(token);
        int first = merges.Count;
        int characters = 0;
        for (int cut = 0; cut < utf8.Length; cut++)
            characters += IsStart(utf8[cut]) ? 1 : 0;
        int left = 0;
        for (int cut = 1; cut < utf8.Length; cut++)
        {
            if (!IsStart(utf8[cut]))
                continue;
            left++;
            if (texts.TryGetId(utf8.AsSpan(0, cut), out int leftId) && texts.TryGetId(utf8.AsSpan(cut), out int rightId))
                merges.Add(new Merge(leftId, rightId, score, left, characters - left));
        }

        merges.Sort(first, merges.Count - first, Comparer<Merge>.Create((a, b) => (a.Left, a.Right).CompareTo((b.Left, b.Right))));
    }

    private static bool IsStart(byte value) => (value & 0xC0) != 0x80;

    private readonly record struct Merge(int Left, int Right, float Score, int LeftLength, int RightLength);
}
