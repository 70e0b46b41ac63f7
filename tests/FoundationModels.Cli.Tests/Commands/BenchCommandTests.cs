using System.Text.Json;

namespace FoundationModels.Cli.Tests.Commands;

[TestFixture]
internal sealed class BenchCommandTests
{
    private static readonly ScriptedReply Reply = new(Enumerable.Repeat("word ", 200)) { PieceDelay = TimeSpan.FromMilliseconds(1) };

    [Test]
    public async Task Bench_Json_HasRatesAndCounts()
    {
        FmRun run = await FmRun.WithAsync(ScriptedLanguageModel.Fixed(Reply), "bench", "--json", "--threads", "2");

        JsonElement json = JsonDocument.Parse(run.Output).RootElement;
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Success), run.Error);
        Assert.That(json.GetProperty("model").GetString(), Is.EqualTo("scripted"));
        Assert.That(json.GetProperty("threads").GetInt32(), Is.EqualTo(2));
        Assert.That(json.GetProperty("promptTokens").GetInt32(), Is.GreaterThan(300));
        Assert.That(json.GetProperty("responseTokens").GetInt32(), Is.EqualTo(64));
        Assert.That(json.GetProperty("prefillTokensPerSecond").GetDouble(), Is.Positive);
        Assert.That(json.GetProperty("decodeTokensPerSecond").GetDouble(), Is.InRange(1, 1000), "a token takes a millisecond or more");
    }

    [Test]
    public async Task Bench_Rounds_ShareNoPrompt()
    {
        var model = ScriptedLanguageModel.Fixed("one two");

        await FmRun.WithAsync(model, "bench");

        Assert.That(model.Requests.Select(r => r.Transcript[0].Text[..4]), Is.Unique);
    }

    [Test]
    public async Task Bench_ModelThatEndsAtOnce_SaysThatItCannotTell()
    {
        FmRun run = await FmRun.WithAsync(ScriptedLanguageModel.Fixed("one"), "bench");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Success), run.Error);
        Assert.That(run.Output, Does.Contain("decode   too few tokens to tell"));
    }
}
