using System.Globalization;
using System.Numerics.Tensors;
using FoundationModels.Import.Safetensors;
using FoundationModels.Inference;

namespace FoundationModels.Conformance.Generation;

/// <summary>The distribution at every position of a corpus against the reference's.</summary>
internal static class CorpusComparison
{
    private const int Listed = 8;

    /// <summary>Adds a case for each bounded figure over the whole corpus.</summary>
    public static void Run(IInferenceBackend backend, string file, GenerationBounds bounds, ConformanceReport report, int? maximumSegments = null)
    {
        using SafetensorsFile reference = SafetensorsFile.Open(file);
        int length = (int)reference.GetTensor("tokens").Shape[1];
        int segments = Math.Min((int)reference.GetTensor("tokens").Shape[0], maximumSegments ?? int.MaxValue);
        float[] logits = new float[length * backend.VocabularySize];
        float[] scratch = new float[backend.VocabularySize];
        CorpusSums sums = default;
        using IKeyValueBuffers buffers = backend.Allocate(length);
        for (int segment = 0; segment < segments; segment++)
        {
            ReadOnlySpan<int> tokens = reference.GetValues<int>("tokens").Slice(segment * length, length);
            backend.RunAll(buffers, tokens, 0, logits, default);
            for (int at = 0; at < length; at++)
            {
                ReadOnlySpan<float> row = logits.AsSpan(at * backend.VocabularySize, backend.VocabularySize);
                double logSumExp = LogProbabilities.LogSumExp(row, scratch);
                int place = ((segment * length) + at) * Listed;
                sums.AddDistribution(
                    row, logSumExp, reference.GetValues<int>("top8_ids").Slice(place, Listed), reference.GetValues<float>("top8_logprobs").Slice(place, Listed));
                if (at + 1 < length)
                    sums.AddPrediction(row[tokens[at + 1]] - logSumExp, reference.GetValues<float>("logprob")[(segment * (length - 1)) + at]);
            }
        }

        Report(sums, bounds, report);
    }

    private static void Report(in CorpusSums sums, GenerationBounds bounds, ConformanceReport report)
    {
        double perplexity = Math.Exp(-sums.LogProbability / sums.Predictions);
        double expected = Math.Exp(-sums.ReferenceLogProbability / sums.Predictions);
        double divergence = sums.Divergence / sums.Positions;
        double agreement = (double)sums.Agreements / sums.Positions;
        double change = (perplexity / expected) - 1;
        if (bounds.Divergence is { } most)
            report.Add("corpus/kl8", divergence <= most, divergence, $"the mean is {divergence:G4}, allowed {most}");
        if (bounds.Agreement is { } least)
            report.Add("corpus/top1", agreement >= least, 1 - agreement, $"the share is {agreement:F4}, at least {least} is asked for");
        report.Add("corpus/perplexity", Math.Abs(change) <= bounds.Perplexity, Math.Abs(change), $"{perplexity:F4} against {expected:F4}, allowed is {bounds.Perplexity:P2}");
        report.Notes.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"corpus: {sums.Positions} positions, mean KL8 {divergence:G4}, top-1 {agreement:F4}, perplexity {perplexity:F4} (reference {expected:F4}, {change * 100:F4} %)"));
    }

    private struct CorpusSums
    {
        public double Divergence;
        public double LogProbability;
        public double ReferenceLogProbability;
        public int Agreements;
        public int Positions;
        public int Predictions;

        public void AddPrediction(double logProbability, double expected)
        {
            LogProbability += logProbability;
            ReferenceLogProbability += expected;
            Predictions++;
        }

        public void AddDistribution(ReadOnlySpan<float> row, double logSumExp, ReadOnlySpan<int> ids, ReadOnlySpan<float> expected)
        {
            const double Smallest = 1e-12;
            double restExpected = 1;
            double rest = 1;
            for (int i = 0; i < ids.Length; i++)
            {
                double actual = row[ids[i]] - logSumExp;
                Divergence += Math.Exp(expected[i]) * (expected[i] - actual);
                restExpected -= Math.Exp(expected[i]);
                rest -= Math.Exp(actual);
            }

            restExpected = Math.Max(restExpected, Smallest);
            Divergence += restExpected * Math.Log(restExpected / Math.Max(rest, Smallest));
            Agreements += TensorPrimitives.IndexOfMax(row) == ids[0] ? 1 : 0;
            Positions++;
        }
    }
}
