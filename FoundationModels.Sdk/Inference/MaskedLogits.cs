using System.Numerics;

namespace FoundationModels.Inference;

/// <summary>Takes the tokens that may not come out of the logits.</summary>
internal static class MaskedLogits
{
    /// <summary>Copies logits, with negative infinity for tokens whose bit is not set.</summary>
    /// <param name="logits">The model's logits.</param>
    /// <param name="mask">Bit i mod 64 of word i / 64 is token i.</param>
    /// <param name="result">Where they go.</param>
    public static void Apply(ReadOnlySpan<float> logits, ReadOnlySpan<ulong> mask, Span<float> result)
    {
        int token = 0;
        foreach (ulong word in mask)
        {
            int count = Math.Min(64, logits.Length - token);
            if (count <= 0)
                return;
            ReadOnlySpan<float> from = logits.Slice(token, count);
            Span<float> to = result.Slice(token, count);
            if (word == 0)
                to.Fill(float.NegativeInfinity);
            else if (word == ulong.MaxValue)
                from.CopyTo(to);
            else
                Select(from, word, to);
            token += 64;
        }

        result[Math.Min(token, result.Length)..].Fill(float.NegativeInfinity);
    }

    /// <summary>The same, one token at a time.</summary>
    public static void ApplyScalar(ReadOnlySpan<float> logits, ReadOnlySpan<ulong> mask, Span<float> result)
    {
        for (int i = 0; i < result.Length; i++)
            result[i] = i >> 6 < mask.Length && (mask[i >> 6] >> (i & 63) & 1) != 0 ? logits[i] : float.NegativeInfinity;
    }

    private static void Select(ReadOnlySpan<float> from, ulong word, Span<float> to)
    {
        // A word with few bits is filled and dotted, one with many is copied and holed: both touch only what differs.
        if (BitOperations.PopCount(word) <= 32)
        {
            to.Fill(float.NegativeInfinity);
            for (; word != 0; word &= word - 1)
            {
                int bit = BitOperations.TrailingZeroCount(word);
                if (bit < to.Length)
                    to[bit] = from[bit];
            }

            return;
        }

        from.CopyTo(to);
        for (ulong holes = ~word; holes != 0; holes &= holes - 1)
        {
            int bit = BitOperations.TrailingZeroCount(holes);
            if (bit >= to.Length)
                return;
            to[bit] = float.NegativeInfinity;
        }
    }
}
