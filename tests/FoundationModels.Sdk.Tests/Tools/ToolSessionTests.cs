namespace FoundationModels.Sdk.Tests.Tools;

/// <summary>What a session does when its model calls tools.</summary>
[TestFixture]
internal sealed class ToolSessionTests
{
    private const string Paris = """{"city":"Paris"}""";

    [Test]
    public async Task RespondAsync_AModelThatCalls_GetsTheOutputAndAnswers()
    {
        RecordingTool weather = new("weather", "Sunny");
        ScriptedLanguageModel model = new(ScriptedReply.Call("weather", Paris), "It is sunny.");
        await using LanguageModelSession session = new(model, [weather]);

        Response<string> response = await session.RespondAsync("How is it in Paris?");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.Content, Is.EqualTo("It is sunny."));
            Assert.That(weather.Calls, Is.EqualTo(new[] { Paris }));
            Assert.That(response.TranscriptEntries.Select(e => e.GetType()), Is.EqualTo(new[]
            {
                typeof(Transcript.Prompt), typeof(Transcript.ToolCalls), typeof(Transcript.ToolOutput), typeof(Transcript.Response),
            }));
            Assert.That(session.Transcript[2], Has.Property("Text").EqualTo("Sunny").And.Property("Id").EqualTo(((Transcript.ToolCalls)session.Transcript[1]).Calls[0].Id));
            Assert.That(model.Requests[1].Transcript[^1].Text, Is.EqualTo("Sunny"));
            Assert.That(model.Requests[0].Tools.Single(), Is.EqualTo(weather.Definition));
            Assert.That(response.Usage.OutputTokens, Is.EqualTo(3));
        }
    }

    [Test]
    public async Task RespondAsync_SeveralCallsAtOnce_RunAtTheSameTime()
    {
        using Barrier both = new(2);
        RecordingTool tool = new("weather", (arguments, token) => new ValueTask<ToolOutput>(both.SignalAndWait(TimeSpan.FromSeconds(20), token) ? arguments.Value<string>("city") : "alone"));
        ScriptedReply calls = new("") { ToolCalls = [new("weather", Paris), new("weather", """{"city":"Oslo"}""")] };
        await using LanguageModelSession session = new(new ScriptedLanguageModel(calls, "Done."), [tool]);

        Response<string> response = await session.RespondAsync("How is it?");

        Assert.That(response.TranscriptEntries.OfType<Transcript.ToolOutput>().Select(o => o.Text), Is.EqualTo(new[] { "Paris", "Oslo" }));
    }

    [Test]
    public async Task RespondAsync_OfAType_CallsFirstAndAnswersInForm()
    {
        ScriptedLanguageModel model = new(ScriptedReply.Call("weather", Paris), """{"city":"Oslo","degrees":7,"clouds":[]}""");
        await using LanguageModelSession session = new(model, [new RecordingTool("weather", "Cold")]);

        Response<Sessions.Weather> response = await session.RespondAsync<Sessions.Weather>("How is it?");

        Assert.That(response.Content.Degrees, Is.EqualTo(7));
    }

    [Test]
    public async Task RespondAsync_ACallThatIsDemanded_IsDemandedOnce()
    {
        ScriptedLanguageModel model = new(ScriptedReply.Call("weather", Paris), "Done.");
        await using LanguageModelSession session = new(model, [new RecordingTool("weather", "Sunny")]);

        await session.RespondAsync("How is it?", new GenerationOptions { ToolCallingMode = ToolCallingMode.Required });

        Assert.That(model.Requests.Select(r => r.ToolCallingMode), Is.EqualTo(new[] { ToolCallingMode.Required, ToolCallingMode.Allowed }));
    }

    [Test]
    public async Task RespondAsync_AModelThatCallsForEver_HasToAnswerInTheEnd()
    {
        ScriptedLanguageModel model = new(request => request.ToolCallingMode == ToolCallingMode.None ? "Enough." : ScriptedReply.Call("weather", Paris));
        RecordingTool weather = new("weather", "Sunny");
        await using LanguageModelSession session = new(model, [weather], toolOptions: new ToolOptions { MaximumRounds = 3 });

        Response<string> response = await session.RespondAsync("How is it?");

        Assert.That((response.Content, weather.Calls.Count), Is.EqualTo(("Enough.", 3)));
    }

    [Test]
    public async Task RespondAsync_AToolThatThrows_TakesTheTurnBack()
    {
        RecordingTool broken = new("weather", (_, _) => throw new InvalidOperationException("no line"));
        await using LanguageModelSession session = new(new ScriptedLanguageModel(ScriptedReply.Call("weather", Paris), "Fine."), [broken]);

        ToolCallException e = (await Assert.ThrowsAsync<ToolCallException>(() => session.RespondAsync("How is it?")))!;

        Assert.That(e.Call.ArgumentsJson, Is.EqualTo(Paris));
        Assert.That(e.Message, Does.Contain("weather").And.Contain("no line"));
        Assert.That(e.InnerException, Is.TypeOf<InvalidOperationException>());
        Assert.That(session.Transcript, Is.Empty);
        Assert.That((await session.RespondAsync("Again?")).Content, Is.EqualTo("Fine."));
    }

    [Test]
    public async Task RespondAsync_AToolThatThrows_IsToldToTheModelByChoice()
    {
        RecordingTool broken = new("weather", (_, _) => throw new InvalidOperationException("no line"));
        await using LanguageModelSession session = new(
            new ScriptedLanguageModel(ScriptedReply.Call("weather", Paris), "I cannot tell."), [broken], toolOptions: new ToolOptions { ErrorHandling = ToolErrorHandling.TellModel });

        Response<string> response = await session.RespondAsync("How is it?");

        Assert.That(response.TranscriptEntries[2].Text, Does.StartWith("Error:").And.Contain("no line"));
    }

    [TestCase("elsewhere", Paris, "no tool elsewhere")]
    [TestCase("weather", """{"city":5}""", "/city")]
    [TestCase("weather", "[]", "do not fit")]
    public async Task RespondAsync_ACallThatFitsNoTool_IsNotMade(string name, string arguments, string expected)
    {
        RecordingTool weather = new("weather", "Sunny");
        await using LanguageModelSession session = new(new ScriptedLanguageModel(ScriptedReply.Call(name, arguments)), [weather]);

        await Assert.ThatAsync(() => session.RespondAsync("How is it?"), Throws.TypeOf<ToolCallException>().With.Message.Contains(expected));
        Assert.That(weather.Calls, Is.Empty);
    }

    [Test]
    public async Task RespondAsync_AToolThatNeverEnds_RunsOutOfTime()
    {
        using ManualResetEventSlim never = new();
        RecordingTool stuck = new("weather", (_, _) =>
        {
            never.Wait(TimeSpan.FromSeconds(60), CancellationToken.None);
            return new ValueTask<ToolOutput>("late");
        });
        ToolOptions options = new() { Timeout = TimeSpan.FromMilliseconds(50) };
        await using LanguageModelSession session = new(new ScriptedLanguageModel(ScriptedReply.Call("weather", Paris)), [stuck], toolOptions: options);

        await Assert.ThatAsync(() => session.RespondAsync("How is it?"), Throws.TypeOf<ToolCallException>().With.Message.Contains("0.05 s"));
        never.Set();
    }

    [Test]
    public async Task RespondAsync_ACallThatIsNotApproved_IsNotMade()
    {
        RecordingTool weather = new("weather", "Sunny");
        List<string> asked = [];
        ToolOptions options = new()
        {
            Approve = (call, _) =>
            {
                asked.Add(call.ToolName);
                return ValueTask.FromResult(false);
            },
        };
        await using LanguageModelSession session = new(new ScriptedLanguageModel(ScriptedReply.Call("weather", Paris), "Well."), [weather], toolOptions: options);

        Response<string> response = await session.RespondAsync("How is it?");

        Assert.That(asked, Is.EqualTo(new[] { "weather" }));
        Assert.That(weather.Calls, Is.Empty);
        Assert.That(response.TranscriptEntries[2].Text, Does.Contain("not approved"));
    }

    [Test]
    public async Task RespondAsync_CancelledWhileAToolRuns_StopsItAndTakesTheTurnBack()
    {
        TaskCompletionSource started = new();
        RecordingTool slow = new("weather", async (_, token) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return "late";
        });
        await using LanguageModelSession session = new(new ScriptedLanguageModel(ScriptedReply.Call("weather", Paris)), [slow]);
        using CancellationTokenSource stop = new();
        Task<Response<string>> response = session.RespondAsync("How is it?", cancellationToken: stop.Token);
        await started.Task;

        await stop.CancelAsync();

        await Assert.ThatAsync(() => response, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(session.Transcript, Is.Empty);
    }

    [Test]
    public async Task StreamResponseAsync_WithCalls_ShowsThemAndBeginsAnew()
    {
        ScriptedReply call = new("Let me see. ") { ToolCalls = [new("weather", Paris)] };
        await using LanguageModelSession session = new(new ScriptedLanguageModel(call, "It is sunny."), [new RecordingTool("weather", "Sunny")]);

        List<ResponseSnapshot<string>> snapshots = [];
        ResponseStream<string> stream = session.StreamResponseAsync("How is it?");
        await foreach (ResponseSnapshot<string> snapshot in stream)
            snapshots.Add(snapshot);

        Assert.That(string.Concat(snapshots.Select(s => s.Delta)), Is.EqualTo("Let me see. It is sunny."));
        Assert.That(snapshots[^1].Content, Is.EqualTo("It is sunny."));
        Assert.That(snapshots[^1].TranscriptEntries.Select(e => e.GetType()), Is.EqualTo(new[] { typeof(Transcript.Response), typeof(Transcript.ToolCalls), typeof(Transcript.ToolOutput) }));
        Assert.That((await stream.CollectAsync()).Content, Is.EqualTo("It is sunny."));
    }

    [Test]
    public async Task Transcript_SavedAndRestoredBehindCalls_GoesOn()
    {
        RecordingTool weather = new("weather", "Sunny");
        await using LanguageModelSession first = new(new ScriptedLanguageModel(ScriptedReply.Call("weather", Paris), "It is sunny."), [weather], "Be kind.");
        await first.RespondAsync("How is it?");

        ScriptedLanguageModel model = new("Gladly.");
        await using LanguageModelSession second = new(model, Transcript.FromJson(first.Transcript.ToJson()), [weather]);
        await second.RespondAsync("Thanks!");

        Assert.That(second.Transcript.Take(5), Is.EqualTo(first.Transcript));
        Assert.That(model.Requests.Single().Transcript[2], Is.TypeOf<Transcript.ToolCalls>());
    }

    [Test]
    public void Constructor_TwoToolsWithOneName_AreRefused() => Assert.That(
        () => new LanguageModelSession(ScriptedLanguageModel.Echo(), [new RecordingTool("weather", "a"), new RecordingTool("weather", "b")]),
        Throws.ArgumentException.With.Message.Contains("weather"));

    [Test]
    public async Task RespondAsync_AModelWithoutTools_IsRefused()
    {
        ScriptedLanguageModel model = new("Fine.") { Capabilities = LanguageModelCapabilities.GuidedGeneration };
        await using LanguageModelSession session = new(model, [new RecordingTool("weather", "a")]);

        await Assert.ThatAsync(() => session.RespondAsync("How is it?"), Throws.TypeOf<UnsupportedCapabilityException>());
    }
}
