using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FoundationModels.Cli.Tests;

/// <summary>The real program on the real model.</summary>
[TestFixture]
[NonParallelizable]
internal sealed partial class DefaultModelTests
{
    [SetUp]
    public void RequireModel() => EndToEnd.RequireModel();

    // The greedy answer of the reference implementation in the shared golden outputs, where every choice is clear.
    [Test]
    public async Task Respond_Greedy_IsTheReferenceAnswerStreamedAndAsJson()
    {
        const string Prompt = "List five animals that live in the ocean, one per line.";
        const string Expected = "1. Fish\n2. Seaweed\n3. Whales\n4. Dolphins\n5. Sea turtles";

        FmRun streamed = await ProcessRun.FmAsync("", "respond", Prompt, "--greedy");
        FmRun json = await ProcessRun.FmAsync("", "respond", Prompt, "--greedy", "--json");

        Assert.That(streamed.ExitCode, Is.EqualTo(ExitCode.Success), streamed.Error);
        Assert.That(streamed.Output, Is.EqualTo(Expected + "\n"));
        JsonElement answer = JsonDocument.Parse(json.Output).RootElement;
        Assert.That(answer.GetProperty("content").GetString(), Is.EqualTo(Expected));
        Assert.That(answer.GetProperty("finishReason").GetString(), Is.EqualTo("endOfTurn"));
        Assert.That(answer.GetProperty("model").GetString(), Is.EqualTo("SmolLM2-135M-Instruct"));
        Assert.That(answer.GetProperty("usage").GetProperty("inputTokens").GetInt32(), Is.EqualTo(43));
        Assert.That(answer.GetProperty("usage").GetProperty("outputTokens").GetInt32(), Is.EqualTo(24));
    }

    [Test]
    public async Task Respond_SameSeed_IsTheSameText()
    {
        string[] arguments = ["respond", "Write a line about the sea.", "--seed", "11", "--temperature", "1", "--max-tokens", "24"];

        FmRun first = await ProcessRun.FmAsync("", arguments);
        FmRun second = await ProcessRun.FmAsync("", arguments);

        Assert.That(first.Output, Has.Length.GreaterThan(10), first.Error);
        Assert.That(second.Output, Is.EqualTo(first.Output));
    }

    [Test]
    public async Task Chat_SecondTurn_FindsTheWholeFirstPromptInTheCache()
    {
        FmRun run = await ProcessRun.FmAsync("My name is Ann.\nWhat is my name?\n", "chat", "--greedy", "--max-tokens", "30", "--verbose");

        (int Input, int Cached)[] turns = [.. UsageLine().Matches(run.Error).Select(m => (Number(m.Groups[1].Value), Number(m.Groups[2].Value)))];
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Success), run.Error);
        Assert.That(run.Output.Trim(), Is.Not.Empty);
        Assert.That(turns, Has.Length.EqualTo(2), run.Error);
        Assert.That(turns[1].Cached, Is.GreaterThanOrEqualTo(turns[0].Input), run.Error);
    }

    [Test]
    public async Task Tokens_Framed_IsMoreThanTheTextAlone()
    {
        FmRun plain = await ProcessRun.FmAsync("Hello world", "tokens", "--count");
        FmRun framed = await ProcessRun.FmAsync("Hello world", "tokens", "--count", "--framed");

        Assert.That(plain.Output, Is.EqualTo("2\n"), plain.Error);
        Assert.That(Number(framed.Output), Is.GreaterThan(5), framed.Error);
    }

    [Test]
    public async Task Doctor_AfterTheFirstUse_IsReadyAndItsHashesAreRight()
    {
        await ProcessRun.FmAsync("Hello", "respond", "--max-tokens", "1");

        FmRun run = await ProcessRun.FmAsync("", "doctor", "--verify");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Success), run.Output + run.Error);
        Assert.That(run.Output, Does.Contain("beside the app").And.Contain("every hash is right").And.EndWith("Ready.\n"));
    }

    [Test]
    [Platform("Unix")]
    public async Task Respond_Interrupted_ExitsWith130()
    {
        using Process process = ProcessRun.Start("FoundationModels.Cli", "fm.dll", "respond", "Count from one to ten thousand.", "--greedy", "--max-tokens", "2000");
        process.StandardInput.Close();
        char[] first = new char[1];
        await process.StandardOutput.ReadAsync(first);
        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();

        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(timeout.Token);

        Assert.That(process.ExitCode, Is.EqualTo(ExitCode.Cancelled));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d+) input tokens \((\d+) cached\)", RegexOptions.Multiline)]
    private static partial Regex UsageLine();
}
