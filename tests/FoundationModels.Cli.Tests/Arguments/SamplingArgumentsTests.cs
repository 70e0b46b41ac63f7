using System.CommandLine;
using System.Globalization;

using FoundationModels.Cli.Arguments;

namespace FoundationModels.Cli.Tests.Arguments;

[TestFixture]
internal sealed class SamplingArgumentsTests
{
    [Test]
    public void Read_Nothing_LeavesTheDefaults()
    {
        Assert.That(Read(), Is.EqualTo(new GenerationOptions()));
    }

    [Test]
    public void Read_AllFilters_CombinesThemInOneMode()
    {
        GenerationOptions options = Read("--top-k", "40", "--top-p", "0.8", "--min-p", "0.05", "--seed", "18446744073709551615");

        Assert.That(options.Sampling!.TopKCount, Is.EqualTo(40));
        Assert.That(options.Sampling.ProbabilityThreshold, Is.EqualTo(0.8));
        Assert.That(options.Sampling.MinimumProbability, Is.EqualTo(0.05));
        Assert.That(options.Sampling.Seed, Is.EqualTo(ulong.MaxValue));
        Assert.That(options.Sampling.IsGreedy, Is.False);
    }

    [Test]
    public void Read_OneFilter_AddsNoOther()
    {
        GenerationOptions options = Read("--top-k", "40");

        Assert.That(options.Sampling!.ProbabilityThreshold, Is.Null);
        Assert.That(options.Sampling.MinimumProbability, Is.Null);
    }

    [Test]
    public void Read_SeedAlone_KeepsTheDefaultNucleus()
    {
        Assert.That(Read("--seed", "7").Sampling, Is.EqualTo(SamplingMode.TopP(0.9, 7)));
    }

    [Test]
    public void Read_Greedy_IsGreedy()
    {
        Assert.That(Read("--greedy").Sampling, Is.EqualTo(SamplingMode.Greedy));
    }

    [Test]
    public void Read_OtherOptions_MapsEachToItsProperty()
    {
        GenerationOptions options = Read(
            "--temperature", "0.25", "--max-tokens", "12", "--stop", "END", "--stop", "\n", "--repetition-penalty", "1.1");

        Assert.That(options.Temperature, Is.EqualTo(0.25));
        Assert.That(options.MaximumResponseTokens, Is.EqualTo(12));
        Assert.That(options.StopSequences, Is.EqualTo(new[] { "END", "\n" }));
        Assert.That(options.RepetitionPenalty, Is.EqualTo(1.1));
    }

    [Test]
    [SetCulture("de-DE")]
    public void Read_WhereCommasSeparateDecimals_StillTakesPoints()
    {
        Assert.That(CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator, Is.EqualTo(","));
        Assert.That(Read("--temperature", "0.25").Temperature, Is.EqualTo(0.25));
    }

    [TestCase("--temperature", "-1")]
    [TestCase("--temperature", "NaN")]
    [TestCase("--temperature", "warm")]
    [TestCase("--top-k", "0")]
    [TestCase("--top-k", "1.5")]
    [TestCase("--top-p", "0")]
    [TestCase("--top-p", "1.01")]
    [TestCase("--min-p", "-0.1")]
    [TestCase("--seed", "-1")]
    [TestCase("--max-tokens", "0")]
    [TestCase("--repetition-penalty", "0")]
    public void Parse_NumberOutOfRange_IsAnErrorThatNamesOptionAndValue(string option, string value)
    {
        ParseResult result = Parse(option, value).Result;

        Assert.That(result.Errors, Has.Count.EqualTo(1));
        Assert.That(result.Errors[0].Message, Does.StartWith($"{option} {value}: "));
    }

    [TestCase("--temperature", "0.5")]
    [TestCase("--top-k", "5")]
    [TestCase("--top-p", "0.5")]
    [TestCase("--min-p", "0.5")]
    public void Parse_GreedyWithSampling_IsAnError(string option, string value)
    {
        Assert.That(Parse("--greedy", option, value).Result.Errors.Select(e => e.Message), Has.Exactly(1).Contains("--greedy"));
    }

    [Test]
    public void Parse_EmptyStop_IsAnError()
    {
        Assert.That(Parse("--stop", "").Result.Errors.Select(e => e.Message), Has.Exactly(1).Contains("--stop"));
    }

    private static GenerationOptions Read(params string[] arguments)
    {
        (SamplingArguments sampling, ParseResult result) = Parse(arguments);
        Assert.That(result.Errors, Is.Empty);
        return sampling.Read(result);
    }

    private static (SamplingArguments Sampling, ParseResult Result) Parse(params string[] arguments)
    {
        var sampling = new SamplingArguments();
        var command = new Command("verb");
        sampling.AddTo(command);
        return (sampling, command.Parse(arguments));
    }
}
