using System.Numerics.Tensors;

namespace FoundationModels.Inference;

/// <summary>Log-probabilities of raw logits.</summary>
internal static class LogProbabilities
{
    /// <summary>The logarithm of the sum of the exponentials: a logit minus it is a log-probability.</summary>
    public static double LogSumExp(ReadOnlySpan<float> logits, Span<float> scratch)
    {
        float max = TensorPrimitives.Max(logits);
        Span<float> weights = scratch[..logits.Length];
        TensorPrimitives.Subtract(logits, max, weights);
        TensorPrimitives.Exp(weights, weights);
        const int Block = 512;
        double sum = 0;
        for (int start = 0; start < weights.Length; start += Block)
            sum += TensorPrimitives.Sum<float>(weights.Slice(start, Math.Min(Block, weights.Length - start)));
        return max + Math.Log(sum);
    }

    /// <summary>The most likely tokens, best first, the lower id on a tie.</summary>
    public static ScoredToken[] MostLikely(ReadOnlySpan<float> logits, int count, double logSumExp)
    {
        if (count == 0)
            return [];
        PriorityQueue<int, (float Logit, int NegativeId)> worstFirst = new(count + 1);
        float bound = float.NegativeInfinity;
        for (int i = 0; i < logits.Length; i++)
        {
            if (worstFirst.Count == count && logits[i] <= bound)
                continue;
            worstFirst.Enqueue(i, (logits[i], -i));
            if (worstFirst.Count > count)
                worstFirst.Dequeue();
            worstFirst.TryPeek(out int worst, out _);
            bound = logits[worst];
        }

        ScoredToken[] result = new ScoredToken[worstFirst.Count];
        for (int i = result.Length - 1; i >= 0; i--)
        {
            int token = worstFirst.Dequeue();
            result[i] = new ScoredToken(token, logits[token] - logSumExp);
        }

        return result;
    }
}
