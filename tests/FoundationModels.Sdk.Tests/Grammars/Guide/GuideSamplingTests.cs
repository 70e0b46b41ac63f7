using System.Text;
using FoundationModels.Inference;
using FoundationModels.Sdk.Tests.Inference;

namespace FoundationModels.Sdk.Tests.Grammars.Guide;

/// <summary>Looking at the drawn token before any mask is made gives the distribution of what the mask leaves, whatever the way to draw.</summary>
internal sealed class GuideSamplingTests
{
    private const int Draws = 20_000;
    private static readonly string[] Texts = ["a", "b", "c", "d", "ab", "bc", "ca", "x", "y", "xy", "abc", "z"];
    private static readonly float[] Logits = [1.2f, 0.7f, -0.5f, 2.1f, 0.1f, 1.9f, -1.5f, 3.0f, 0.4f, 1.0f, -0.2f, 2.6f, 0.9f];
    private static readonly TokenVocabulary Vocabulary = new([.. Texts.Select(t => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(t)), default], [Texts.Length]);
    private static readonly CompiledGrammar Grammar = new GrammarCompiler().Compile(FoundationModels.Grammar.Regex("(a|b|c|ab)[abc]*"));

    [TestCase(1.0, 0, 1.0, 0.0)]
    [TestCase(0.7, 0, 1.0, 0.0)]
    [TestCase(2.5, 0, 1.0, 0.0)]
    [TestCase(1.0, 1, 1.0, 0.0)]
    [TestCase(1.0, 4, 1.0, 0.0)]
    [TestCase(0.7, 40, 1.0, 0.0)]
    [TestCase(1.0, 0, 0.5, 0.0)]
    [TestCase(1.0, 0, 0.9, 0.0)]
    [TestCase(1.0, 0, 1.0, 0.2)]
    [TestCase(1.3, 5, 0.8, 0.1)]
    [TestCase(0.0, 0, 1.0, 0.0)]
    [TestCase(1.0, 0, 1.0, 0.0, 1.7)]
    [TestCase(0.8, 3, 0.95, 0.0, 0.6)]
    public void Draws_are_distributed_as_those_from_masked_logits(double temperature, int topK, double topP, double minP, double penalty = 1)
    {
        SamplingParameters parameters = new((float)temperature, topK, topP, (float)minP, (float)penalty, 7);
        float[] logits = [.. Logits];
        RepetitionHistory history = new(logits.Length, 8, [3, 5, 1, 1]);
        history.Penalize(logits, (float)penalty);
        float[] masked = new float[logits.Length];
        MaskedLogits.ApplyScalar(logits, new GrammarMatcher(Grammar, Vocabulary).GetNextTokenMask().Words, masked);
        double[] expected = parameters.IsGreedy ? Greedy(masked) : ReferenceSampling.Distribution(masked, parameters);
        int[] counts = Draw(logits, parameters);

        double statistic = 0;
        int cells = 0;
        for (int token = 0; token < expected.Length; token++)
        {
            if (expected[token] == 0)
            {
                Assert.That(counts[token], Is.Zero, $"token {token}");
                continue;
            }

            double difference = counts[token] - (expected[token] * Draws);
            statistic += difference * difference / (expected[token] * Draws);
            cells++;
        }

        Assert.That(statistic, Is.LessThanOrEqualTo(Critical(cells - 1)));
    }

    private static int[] Draw(float[] logits, in SamplingParameters parameters)
    {
        int[] counts = new int[logits.Length];
        float[] scratch = new float[logits.Length];
        ResponseGuide guide = new(Grammar, Vocabulary, JsonTokenizer.Instance);
        Sampler sampler = new(logits.Length);
        RandomSource random = new(parameters.Seed);
        for (int i = 0; i < Draws; i++)
            counts[guide.Choose(logits, scratch, sampler, parameters, random, 100)]++;
        return counts;
    }

    private static double[] Greedy(float[] masked)
    {
        double[] distribution = new double[masked.Length];
        distribution[Array.IndexOf(masked, masked.Max())] = 1;
        return distribution;
    }

    // The 99.99th percentile of chi-squared, by Wilson and Hilferty.
    private static double Critical(int freedom)
    {
        double share = 2.0 / (9 * freedom);
        return freedom == 0 ? 1e-6 : freedom * Math.Pow(1 - share + (3.719 * Math.Sqrt(share)), 3);
    }
}
