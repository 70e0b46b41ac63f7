using FoundationModels.Inference;

namespace FoundationModels.Sdk.Tests.Inference;

internal sealed class SamplerTests
{
    private static readonly SamplingParameters Plain = new(1, 0, 1, 0, 1, 0);

    private static IEnumerable<TestCaseData> Options()
    {
        yield return new TestCaseData(Plain).SetArgDisplayNames("plain");
        yield return new TestCaseData(Plain with { Temperature = 0.4f }).SetArgDisplayNames("temperature 0.4");
        yield return new TestCaseData(Plain with { Temperature = 1.7f }).SetArgDisplayNames("temperature 1.7");
        yield return new TestCaseData(Plain with { TopK = 12 }).SetArgDisplayNames("top-k 12");
        yield return new TestCaseData(Plain with { TopK = 1 }).SetArgDisplayNames("top-k 1");
        yield return new TestCaseData(Plain with { TopP = 0.8 }).SetArgDisplayNames("top-p 0.8");
        yield return new TestCaseData(Plain with { TopP = 0.99 }).SetArgDisplayNames("top-p 0.99");
        yield return new TestCaseData(Plain with { MinP = 0.1f }).SetArgDisplayNames("min-p 0.1");
        yield return new TestCaseData(Plain with { TopK = 40, TopP = 0.7, MinP = 0.05f, Temperature = 1.3f }).SetArgDisplayNames("all");
    }

    [TestCaseSource(nameof(Options))]
    public void Sample_ManyDraws_FitTheDistribution(SamplingParameters parameters)
    {
        const int Draws = 40_000;
        float[] logits = Logits(300, seed: 5);
        double[] expected = ReferenceSampling.Distribution(logits, parameters);
        Sampler sampler = new(logits.Length);
        RandomSource random = new(99);
        int[] counts = new int[logits.Length];
        for (int i = 0; i < Draws; i++)
            counts[sampler.Sample(logits, parameters, random)]++;

        Assert.That(counts.Where((_, i) => expected[i] == 0), Is.All.Zero, "A token was drawn that the filters exclude.");

        // Cells that expect fewer than five draws are pooled, as the χ² approximation needs.
        List<(double Expected, int Count)> cells = [.. Enumerable.Range(0, logits.Length).Where(i => expected[i] * Draws >= 5).Select(i => (expected[i] * Draws, counts[i]))];
        double pooled = Draws - cells.Sum(c => c.Expected);
        if (pooled > 1)
            cells.Add((pooled, Draws - cells.Sum(c => c.Count)));
        double chiSquare = cells.Sum(c => Math.Pow(c.Count - c.Expected, 2) / c.Expected);
        int freedom = cells.Count - 1;

        // Wilson and Hilferty's approximation of the quantile at 99.9 %.
        double limit = freedom == 0 ? 1e-9 : freedom * Math.Pow(1 - (2.0 / (9 * freedom)) + (3.09 * Math.Sqrt(2.0 / (9 * freedom))), 3);
        Assert.That(chiSquare, Is.LessThanOrEqualTo(limit), $"{freedom} degrees of freedom");
    }

    [Test]
    public void Select_RandomLogitsAndOptions_KeepsWhatAFullSortKeeps()
    {
        Random random = new(11);
        for (int round = 0; round < 300; round++)
        {
            int size = random.Next(1, 2500);
            float[] logits = Logits(size, random.Next(), scale: (float)(random.NextDouble() * 12));
            SamplingParameters parameters = new(
                (float)(0.1 + (random.NextDouble() * 2)),
                random.Next(3) == 0 ? 0 : random.Next(1, 200),
                random.Next(3) == 0 ? 1 : 0.01 + (random.NextDouble() * 0.99),
                random.Next(3) == 0 ? (float)random.NextDouble() : 0,
                1,
                0);
            double[] expected = ReferenceSampling.Distribution(logits, parameters);
            float max = logits.Max();
            CandidateList candidates = new(size);
            candidates.Select([.. logits.Select(l => MathF.Exp((l - max) / parameters.Temperature))], parameters);
            int[] wanted = [.. Enumerable.Range(0, size).Where(i => expected[i] > 0)];
            int[] kept = [.. candidates.Items.Select(i => i.Token).Order()];

            // Single precision may move a border that lies between two nearly equal sums by one token.
            Assert.That(kept.Except(wanted).Count() + wanted.Except(kept).Count(), Is.LessThanOrEqualTo(kept.Length > 50 ? 1 : 0), $"round {round}: {parameters}");
            Assert.That(candidates.Items.Select(i => i.Weight), Is.Ordered.Descending);
        }
    }

    [Test]
    public void Sample_Greedy_TakesTheLowestIdAmongEquals()
    {
        Sampler sampler = new(1000);
        float[] logits = new float[1000];
        logits[700] = logits[123] = logits[999] = 3;
        Assert.That(sampler.Sample(logits, Plain with { Temperature = 0 }, new RandomSource(1)), Is.EqualTo(123));
        Assert.That(sampler.Sample(new float[1000], Plain with { Temperature = 0 }, new RandomSource(1)), Is.Zero);
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void Sample_LogitsThatAreNotNumbers_ThrowInsteadOfGivingAToken(float bad)
    {
        float[] logits = Logits(100, seed: 1);
        logits[40] = bad;
        Assert.That(() => new Sampler(100).Sample(logits, Plain, new RandomSource(1)), Throws.InstanceOf<InferenceException>());
    }

    [Test]
    public void Sample_MaskedTokens_AreNeverDrawn()
    {
        float[] logits = Logits(100, seed: 1);
        for (int i = 0; i < logits.Length; i += 2)
            logits[i] = float.NegativeInfinity;
        Sampler sampler = new(100);
        RandomSource random = new(3);
        foreach (SamplingParameters parameters in new[] { Plain, Plain with { TopK = 90 }, Plain with { TopP = 0.999 }, Plain with { MinP = 1e-6f } })
        {
            for (int i = 0; i < 2000; i++)
                Assert.That(sampler.Sample(logits, parameters, random) % 2, Is.EqualTo(1));
        }
    }

    [Test]
    public void Penalize_TokensOfTheContext_DividesPositiveAndMultipliesNegativeLogitsOnce()
    {
        RepetitionHistory history = new(5, 10, [1, 1, 3]);
        history.Add(3);
        float[] logits = [4, 4, -4, -4, 0];
        history.Penalize(logits, 2);
        Assert.That(logits, Is.EqualTo(new float[] { 4, 2, -4, -8, 0 }));
    }

    [Test]
    public void MostLikely_OfLogits_AreTheLargestWithTheirLogProbabilities()
    {
        float[] logits = Logits(4000, seed: 8);
        logits[17] = logits[2900] = logits.Max() + 1;
        double[] expected = ReferenceSampling.Distribution(logits, Plain);
        double logSumExp = LogProbabilities.LogSumExp(logits, new float[4000]);
        ScoredToken[] actual = LogProbabilities.MostLikely(logits, 5, logSumExp);
        int[] order = [.. Enumerable.Range(0, 4000).OrderByDescending(i => expected[i]).ThenBy(i => i).Take(5)];
        Assert.That(actual.Select(a => a.Token), Is.EqualTo(order));
        foreach (ScoredToken item in actual)
            Assert.That(item.LogProbability, Is.EqualTo(Math.Log(expected[item.Token])).Within(1e-5));
    }

    [Test]
    public void Next_KnownState_FollowsThePublishedGenerator()
    {
        // SplitMix64 of seed 0 starts with 0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, …; the first output is rotl(s1 · 5, 7) · 9.
        ulong second = 0x6E789E6AA1B965F4;
        Assert.That(new RandomSource(0).Next(), Is.EqualTo(System.Numerics.BitOperations.RotateLeft(second * 5, 7) * 9));
        Assert.That(new RandomSource(7).NextDouble(), Is.InRange(0.0, 1.0));
    }

    private static float[] Logits(int size, int seed, float scale = 3)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, size).Select(_ => (float)(((random.NextDouble() * 2) - 1 + (random.NextDouble() * 2) - 1) * scale))];
    }
}
