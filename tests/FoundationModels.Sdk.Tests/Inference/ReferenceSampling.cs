using FoundationModels.Inference;

namespace FoundationModels.Sdk.Tests.Inference;

/// <summary>The distribution that sampling parameters define, in double precision and by full sorts: the twin that the vectorised sampler is compared with.</summary>
internal static class ReferenceSampling
{
    public static double[] Distribution(ReadOnlySpan<float> logits, SamplingParameters parameters)
    {
        double[] weights = new double[logits.Length];
        double max = logits.ToArray().Max();
        for (int i = 0; i < weights.Length; i++)
            weights[i] = Math.Exp((logits[i] - max) / parameters.Temperature);
        List<int> kept = [.. Enumerable.Range(0, weights.Length).OrderByDescending(i => weights[i]).ThenBy(i => i)];
        if (parameters.TopK > 0)
            kept = [.. kept.Take(parameters.TopK)];
        double mass = kept.Sum(i => weights[i]) * parameters.TopP;
        double sum = 0;
        int count = kept.FindIndex(i => (sum += weights[i]) >= mass) + 1;
        if (parameters.TopP < 1 && count > 0)
            kept = [.. kept.Take(count)];
        kept = [.. kept.Where((i, at) => at == 0 || weights[i] >= parameters.MinP)];
        double total = kept.Sum(i => weights[i]);
        double[] distribution = new double[logits.Length];
        foreach (int i in kept)
            distribution[i] = weights[i] / total;
        return distribution;
    }
}
