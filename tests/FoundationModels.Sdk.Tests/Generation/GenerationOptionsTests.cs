namespace FoundationModels.Sdk.Tests.Generation;

[TestFixture]
internal sealed class GenerationOptionsTests
{
    [TestCase(-0.1)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Temperature_OutOfRange_IsRefusedByName(double value) =>
        Assert.That(
            () => new GenerationOptions { Temperature = value },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("Temperature").And.Property("ActualValue").EqualTo(value));

    [TestCase(0.0)]
    [TestCase(-1.0)]
    [TestCase(double.NaN)]
    public void RepetitionPenalty_OutOfRange_IsRefused(double value) =>
        Assert.That(() => new GenerationOptions { RepetitionPenalty = value }, Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Counts_OutOfRange_AreRefused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new GenerationOptions { MaximumResponseTokens = 0 }, Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => new GenerationOptions { LogProbabilities = -1 }, Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => SamplingMode.TopK(0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => SamplingMode.TopP(0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => SamplingMode.TopP(1.01), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => SamplingMode.MinP(2), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => SamplingMode.MinP(-0.1), Throws.TypeOf<ArgumentOutOfRangeException>());
        }
    }

    [Test]
    public void Bounds_AreAllowed() =>
        Assert.That(
            () => new GenerationOptions
            {
                Temperature = 0,
                MaximumResponseTokens = 1,
                RepetitionPenalty = double.Epsilon,
                Sampling = SamplingMode.TopP(1) with { TopKCount = 1, MinimumProbability = 0 },
            },
            Throws.Nothing);

    [Test]
    public void StopSequences_EmptyOrNull_AreRefused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new GenerationOptions { StopSequences = ["a", ""] }, Throws.ArgumentException);
            Assert.That(() => new GenerationOptions { StopSequences = ["a", null!] }, Throws.ArgumentException);
            Assert.That(() => new GenerationOptions { StopSequences = null! }, Throws.ArgumentNullException);
        }
    }

    [Test]
    public void Equals_SameStopSequences_IsTrue()
    {
        GenerationOptions one = new() { StopSequences = ["a", "b"], Sampling = SamplingMode.TopK(3, seed: 1) };

        Assert.That(one, Is.EqualTo(new GenerationOptions { StopSequences = ["a", "b"], Sampling = SamplingMode.TopK(3, seed: 1) }));
        Assert.That(one, Is.Not.EqualTo(one with { StopSequences = ["a"] }));
    }
}
