namespace FoundationModels.Sdk.Tests.Sessions;

/// <summary>The contract of sessions over a scripted model, and what only a script can provoke.</summary>
[TestFixture]
internal sealed class ScriptedSessionTests : SessionContract
{
    private static ScriptedReply Slow { get; } =
        new("Blue is a colour, and so are green and red, and some more.") { PieceDelay = TimeSpan.FromMilliseconds(5) };

    protected override ILanguageModel CreateModel() => ScriptedLanguageModel.Fixed(Slow);

    [Test]
    public async Task RespondAsync_ModelFails_PassesTheFaultOnAndTakesTheTurnBack()
    {
        InvalidTimeZoneException fault = new("The model broke.");
        ScriptedLanguageModel model = new("Fine.", new ScriptedReply("Half of") { Failure = fault }, "Fine again.");
        await using LanguageModelSession session = new(model);
        await session.RespondAsync("One");

        await Assert.ThatAsync(() => session.RespondAsync("Two"), Throws.Exception.SameAs(fault));

        await session.RespondAsync("Three");
        Assert.That(session.Transcript.Select(e => e.Text), Is.EqualTo(["One", "Fine.", "Three", "Fine again."]));
        Assert.That(session.Usage.OutputTokens, Is.EqualTo(1 + 2 + 2));
    }

    [Test]
    public async Task StreamResponseAsync_ModelFails_GivesTheTextBeforeTheFault()
    {
        ScriptedLanguageModel model = ScriptedLanguageModel.Fixed(new ScriptedReply("Half of") { Failure = new InvalidTimeZoneException() });
        await using LanguageModelSession session = new(model);
        List<string> deltas = [];

        async Task ReadAsync()
        {
            await foreach (string delta in session.StreamResponseAsync("One").Deltas())
                deltas.Add(delta);
        }

        await Assert.ThatAsync(ReadAsync, Throws.TypeOf<InvalidTimeZoneException>());
        Assert.That(string.Concat(deltas), Is.EqualTo("Half of"));
        Assert.That(session.Transcript, Is.Empty);
    }

    [Test]
    public async Task RespondAsync_Unavailable_ThrowsTheReasonAndTheWayOut()
    {
        ScriptedLanguageModel model = ScriptedLanguageModel.Unavailable(ModelUnavailableReason.ModelNotFound, "Set a path.");
        await using LanguageModelSession session = new(model);

        await Assert.ThatAsync(
            () => session.RespondAsync("One"),
            Throws.TypeOf<ModelUnavailableException>()
                .With.Property("Reason").EqualTo(ModelUnavailableReason.ModelNotFound).And.Message.Contains("Set a path."));
    }

    [Test]
    public async Task RespondAsync_ModelIgnoresCancellation_StillFailsAfterDisposal()
    {
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        LanguageModelSession session = new(new StubbornModel(release.Task));
        Task<Response<string>> response = session.RespondAsync("One");
        Task disposal = session.DisposeAsync().AsTask();
        Assert.That(disposal.IsCompleted, Is.False);

        release.SetResult();
        await disposal;

        await Assert.ThatAsync(() => response, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(session.Transcript, Is.Empty);
    }

    [Test]
    public async Task RespondAsync_ModelThrowsAtOnce_FreesTheSession()
    {
        await using LanguageModelSession session = new(new ScriptedLanguageModel());

        await Assert.ThatAsync(() => session.RespondAsync("One"), Throws.TypeOf<FoundationModelsException>().With.Message.Contains("0 replies"));

        Assert.That(session.IsResponding, Is.False);
    }

    [Test]
    public async Task RespondAsync_APropertyChangedHandlerThrows_FreesTheSession()
    {
        await using LanguageModelSession session = new(ScriptedLanguageModel.Echo());
        void Fail(object? sender, EventArgs e) => throw new InvalidTimeZoneException();
        session.PropertyChanged += Fail;
        await Assert.ThatAsync(() => session.RespondAsync("One"), Throws.TypeOf<InvalidTimeZoneException>());
        session.PropertyChanged -= Fail;

        Assert.That((await session.RespondAsync("Two")).Content, Is.EqualTo("Two"));
    }

    [Test]
    public async Task RespondAsync_FromManyThreads_EachAnswersOrThrowsAndNoTurnIsLost()
    {
        await using LanguageModelSession session = new(ScriptedLanguageModel.Echo());
        int answered = 0;
        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, stop) =>
        {
            try
            {
                Response<string> response = await session.RespondAsync($"Number {i}", null, stop);
                Assert.That(response.Content, Is.EqualTo($"Number {i}"));
                Interlocked.Increment(ref answered);
            }
            catch (ConcurrentRequestsException)
            {
                await Task.Yield();
            }
        });

        Assert.That(answered, Is.Positive);
        Assert.That(session.Transcript, Has.Count.EqualTo(2 * answered));
        for (int i = 0; i < session.Transcript.Count; i += 2)
            Assert.That(session.Transcript[i].Text, Is.EqualTo(session.Transcript[i + 1].Text));
    }

    [Test]
    public async Task StreamResponseAsync_CancelledBeforeTheFirstText_EndsAtOnce()
    {
        ScriptedLanguageModel model = ScriptedLanguageModel.Fixed(new ScriptedReply("Late") { PieceDelay = TimeSpan.FromHours(1) });
        await using LanguageModelSession session = new(model);
        using CancellationTokenSource cancellation = new();
        await using IAsyncEnumerator<string> deltas = session.StreamResponseAsync("One", null, cancellation.Token).Deltas().GetAsyncEnumerator();
        Task<bool> first = deltas.MoveNextAsync().AsTask();
        Assert.That(session.IsResponding, Is.True);

        await cancellation.CancelAsync();

        await Assert.ThatAsync(() => first, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(session.IsResponding, Is.False);
    }

    [Test]
    public async Task Prewarm_ModelFails_ShowsNothing()
    {
        ScriptedLanguageModel model = ScriptedLanguageModel.Unavailable(ModelUnavailableReason.ModelNotReady, "Wait.");
        await using LanguageModelSession session = new(model, "Be brief.");

        session.Prewarm("Hello");

        await Assert.ThatAsync(() => session.PrewarmAsync(), Throws.TypeOf<ModelUnavailableException>());
    }

    [Test]
    public async Task PrewarmAsync_WithAPrefix_AsksForTheTranscriptAndThePrefix()
    {
        ScriptedLanguageModel model = ScriptedLanguageModel.Echo();
        await using LanguageModelSession session = new(model, "Be brief.");

        await session.PrewarmAsync("Hello");

        Assert.That(model.Prewarms.Single().Transcript.Select(e => e.Text), Is.EqualTo(["Be brief.", "Hello"]));
        Assert.That(session.Transcript, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task RespondAsync_PartsAsACollection_JoinsThemWithLineFeeds()
    {
        await using LanguageModelSession session = new(ScriptedLanguageModel.Echo(), ["Be brief.", "Be kind."]);
        int number = 7;

        Response<string> response = await session.RespondAsync(["Summarize.", $"Mail {number}"]);

        Assert.That(response.Content, Is.EqualTo("Summarize.\nMail 7"));
        Assert.That(session.Transcript[0].Text, Is.EqualTo("Be brief.\nBe kind."));
    }

    private sealed class StubbornModel(Task release) : ILanguageModel
    {
        public string Id => "stubborn";

        public ModelAvailability Availability => ModelAvailability.Available;

        public LanguageModelCapabilities Capabilities => LanguageModelCapabilities.None;

        public int ContextSize => 10;

        public ValueTask<int> CountTokensAsync(Transcript transcript, IEnumerable<ToolDefinition> tools, CancellationToken cancellationToken = default) => new(1);

        public Task PrewarmAsync(LanguageModelRequest request, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public async Task<LanguageModelResponse> GenerateAsync(
            LanguageModelRequest request, GenerationChannel output, CancellationToken cancellationToken = default)
        {
            await release;
            output.AppendText("Done anyway.");
            return new LanguageModelResponse(FinishReason.EndOfTurn, new Usage(1, 0, 1));
        }
    }
}
