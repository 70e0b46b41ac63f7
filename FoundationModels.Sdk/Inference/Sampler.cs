using System.Numerics.Tensors;

namespace FoundationModels.Inference;

/// <summary>Draws a token from logits. Holds scratch memory only: one serves all responses of a thread.</summary>
/// <remarks>
/// The order is temperature, top-k, top-p over what top-k left, min-p relative to the most likely token. Among equals the lower id comes first, so that
/// every draw is a function of logits, parameters and random number.
/// </remarks>
internal sealed class Sampler(int vocabularySize)
{
    private readonly float[] _weights = new float[vocabularySize];
    private readonly CandidateList _candidates = new(vocabularySize);

    /// <summary>Chooses a token.</summary>
    /// <exception cref="InferenceException">The logits are not numbers.</exception>
    public int Sample(ReadOnlySpan<float> logits, in SamplingParameters parameters, RandomSource random)
    {
        int best = TensorPrimitives.IndexOfMax(logits);
        if (!float.IsFinite(logits[best]))
            throw new InferenceException($"The model gave the logit {logits[best]} for token {best}: its weights or the execution provider are at fault.");
        if (parameters.IsGreedy)
            return best;

        Span<float> weights = _weights;
        TensorPrimitives.Subtract(logits, logits[best], weights);
        TensorPrimitives.Divide(weights, parameters.Temperature, weights);
        TensorPrimitives.Exp(weights, weights);
        bool filtered = parameters.TopK > 0 || parameters.TopP < 1 || parameters.MinP > 0;
        if (!filtered)
            return DrawFromAll(weights, random);
        _candidates.Select(weights, parameters);
        return _candidates.Draw(random.NextDouble());
    }

    private static int DrawFromAll(ReadOnlySpan<float> weights, RandomSource random)
    {
        // Block sums first: the walk to the drawn token then touches one block alone.
        const int Block = 512;
        double total = 0;
        for (int start = 0; start < weights.Length; start += Block)
            total += TensorPrimitives.Sum(weights.Slice(start, Math.Min(Block, weights.Length - start)));
        double target = random.NextDouble() * total;
        for (int start = 0; start < weights.Length; start += Block)
        {
            ReadOnlySpan<float> block = weights.Slice(start, Math.Min(Block, weights.Length - start));
            double sum = TensorPrimitives.Sum(block);
            if (target < sum)
                return start + DrawFromBlock(block, target);
            target -= sum;
        }

        return weights.LastIndexOfAnyExcept(0f);
    }

    private static int DrawFromBlock(ReadOnlySpan<float> block, double target)
    {
        for (int i = 0; i < block.Length; i++)
        {
            target -= block[i];
            if (target < 0)
                return i;
        }

        return block.LastIndexOfAnyExcept(0f);
    }
}
