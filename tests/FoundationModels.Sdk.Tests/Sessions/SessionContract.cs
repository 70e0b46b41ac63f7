using System.ComponentModel;
using FoundationModels.Sdk.Tests.Tools;

namespace FoundationModels.Sdk.Tests.Sessions;

/// <summary>How a session behaves, whatever model answers. Fixtures give the model.</summary>
internal abstract class SessionContract
{
    /// <summary>Greedy, so that a real model answers the same twice, and short.</summary>
    protected static GenerationOptions Short { get; } = new() { Sampling = SamplingMode.Greedy, MaximumResponseTokens = 24 };

    private static readonly CancellationToken Cancelled = new(canceled: true);

    /// <summary>A model whose responses take some time, of at least a few pieces.</summary>
    protected abstract ILanguageModel CreateModel();

    [Test]
    public async Task RespondAsync_APrompt_AddsThePromptAndTheResponse()
    {
        await using LanguageModelSession session = new(CreateModel(), "Answer briefly.");

        Response<string> response = await session.RespondAsync("Name a colour.", Short);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.Content, Is.Not.Empty);
            Assert.That(session.Transcript, Has.Count.EqualTo(3));
            Assert.That(session.Transcript[0], Is.TypeOf<Transcript.Instructions>().With.Property("Text").EqualTo("Answer briefly."));
            Assert.That(session.Transcript[1], Is.TypeOf<Transcript.Prompt>().With.Property("Text").EqualTo("Name a colour."));
            Assert.That(session.Transcript[2], Is.TypeOf<Transcript.Response>().With.Property("Text").EqualTo(response.Content));
            Assert.That(response.TranscriptEntries, Is.EqualTo(session.Transcript[1..]));
            Assert.That(((Transcript.Prompt)session.Transcript[1]).Options, Is.EqualTo(Short));
            Assert.That(response.ModelId, Is.EqualTo(session.Model.Id));
            Assert.That(response.Usage.InputTokens, Is.Positive);
            Assert.That(response.Usage.OutputTokens, Is.InRange(1, 25));
            Assert.That(response.Duration, Is.GreaterThan(TimeSpan.Zero));
            Assert.That(session.Usage, Is.EqualTo(response.Usage));
            Assert.That(session.IsResponding, Is.False);
        }
    }

    [Test]
    public async Task RespondAsync_ASecondPrompt_SeesTheFirstTurn()
    {
        await using LanguageModelSession session = new(CreateModel());
        Response<string> first = await session.RespondAsync("Name a colour.", Short);
        Response<string> second = await session.RespondAsync("And another.", Short);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(session.Transcript, Has.Count.EqualTo(4));
            Assert.That(second.Usage.InputTokens, Is.GreaterThan(first.Usage.InputTokens));
            Assert.That(session.Usage, Is.EqualTo(first.Usage + second.Usage));
        }
    }

    [Test]
    public async Task RespondAsync_MaximumResponseTokens_EndsWithLength()
    {
        await using LanguageModelSession session = new(CreateModel());

        Response<string> response = await session.RespondAsync("Count to twenty.", Short with { MaximumResponseTokens = 2 });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.FinishReason, Is.EqualTo(FinishReason.Length));
            Assert.That(response.Usage.OutputTokens, Is.EqualTo(2));
        }
    }

    [Test]
    public async Task RespondAsync_StopSequence_EndsBeforeIt()
    {
        await using LanguageModelSession session = new(CreateModel());
        string whole = (await session.RespondAsync("Name a colour.", Short)).Content;
        string stop = whole[(whole.Length / 2)..(whole.Length / 2 + 1)];
        session.Transcript = Transcript.Empty;

        Response<string> response = await session.RespondAsync("Name a colour.", Short with { StopSequences = [stop] });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.Content, Is.EqualTo(whole[..whole.IndexOf(stop, StringComparison.Ordinal)]));
            Assert.That(response.FinishReason, Is.EqualTo(FinishReason.StopSequence));
        }
    }

    [Test]
    public async Task RespondAsync_WhileResponding_ThrowsAndLeavesTheFirstAlone()
    {
        await using LanguageModelSession session = new(CreateModel());
        Task<Response<string>> first = session.RespondAsync("Name a colour.", Short);

        Assert.That(session.IsResponding, Is.True);
        Assert.That(() => session.RespondAsync("And another."), Throws.TypeOf<ConcurrentRequestsException>());

        Response<string> response = await first;
        Assert.That(session.Transcript, Is.EqualTo(response.TranscriptEntries));
    }

    [Test]
    public async Task StreamResponseAsync_WhileResponding_Throws()
    {
        await using LanguageModelSession session = new(CreateModel());
        ResponseStream<string> waiting = session.StreamResponseAsync("And another.");
        Task<Response<string>> first = session.RespondAsync("Name a colour.", Short);

        Assert.That(() => waiting.CollectAsync(), Throws.TypeOf<ConcurrentRequestsException>());
        await first;
    }

    [Test]
    public async Task RespondAsync_ManySessionsAtOnce_AllAnswer()
    {
        ILanguageModel model = CreateModel();
        Task<string>[] all = [.. Enumerable.Range(0, 8).Select(async i =>
        {
            await using LanguageModelSession session = new(model);
            return (await session.RespondAsync("Name a colour.", Short)).Content;
        })];

        string[] answers = await Task.WhenAll(all);

        Assert.That(answers, Is.All.EqualTo(answers[0]).And.All.Not.Empty);
    }

    [Test]
    public async Task RespondAsync_AlreadyCancelled_ThrowsAndChangesNothing()
    {
        await using LanguageModelSession session = new(CreateModel(), "Answer briefly.");
        Transcript before = session.Transcript;

        Assert.That(() => session.RespondAsync("Name a colour.", cancellationToken: Cancelled), Throws.InstanceOf<OperationCanceledException>());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(session.Transcript, Is.EqualTo(before));
            Assert.That(session.IsResponding, Is.False);
        }
    }

    [Test]
    public async Task RespondAsync_CancelledInTheMiddle_TakesTheTurnBackAndStaysUsable()
    {
        await using LanguageModelSession session = new(CreateModel());
        Response<string> first = await session.RespondAsync("Name a colour.", Short);
        Transcript before = session.Transcript;
        using CancellationTokenSource cancellation = new();

        OperationCanceledException? thrown = null;
        try
        {
            await foreach (string _ in session.StreamResponseAsync("Count to twenty.", Short, cancellation.Token).Deltas())
                await cancellation.CancelAsync();
        }
        catch (OperationCanceledException e)
        {
            thrown = e;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(thrown?.CancellationToken, Is.EqualTo(cancellation.Token));
            Assert.That(session.Transcript, Is.EqualTo(before));
            Assert.That(session.IsResponding, Is.False);
            Assert.That(session.Usage.InputTokens, Is.GreaterThan(first.Usage.InputTokens), "What the cancelled turn took counts.");
        }

        Assert.That((await session.RespondAsync("Name a colour.", Short)).Content, Is.Not.Empty);
    }

    [Test]
    public async Task StreamResponseAsync_Enumerated_GivesGrowingPrefixesOfTheResponse()
    {
        await using LanguageModelSession session = new(CreateModel());
        ResponseStream<string> stream = session.StreamResponseAsync("Name a colour.", Short);
        List<ResponseSnapshot<string>> snapshots = [];
        await foreach (ResponseSnapshot<string> snapshot in stream)
        {
            Assert.That(session.IsResponding, Is.True);
            snapshots.Add(snapshot);
        }

        Response<string> response = await stream.CollectAsync();
        string previous = "";
        foreach (ResponseSnapshot<string> snapshot in snapshots)
        {
            Assert.That(snapshot.Content, Is.EqualTo(previous + snapshot.Delta));
            Assert.That(snapshot.Delta, Is.Not.Empty);
            Assert.That(snapshot.Usage.InputTokens, Is.EqualTo(response.Usage.InputTokens));
            previous = snapshot.Content;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(previous, Is.EqualTo(response.Content));
            Assert.That(snapshots.Select(s => s.Usage.OutputTokens), Is.Ordered);
            Assert.That(session.Transcript[^1].Text, Is.EqualTo(response.Content));
            Assert.That(session.IsResponding, Is.False);
        }
    }

    [Test]
    public async Task StreamResponseAsync_Deltas_JoinToTheResponse()
    {
        await using LanguageModelSession session = new(CreateModel());
        string expected = (await session.RespondAsync("Name a colour.", Short)).Content;
        session.Transcript = Transcript.Empty;

        List<string> deltas = [];
        await foreach (string delta in session.StreamResponseAsync("Name a colour.", Short).Deltas())
            deltas.Add(delta);

        Assert.That(string.Concat(deltas), Is.EqualTo(expected));
    }

    [Test]
    public async Task StreamResponseAsync_NotEnumerated_StartsNothing()
    {
        await using LanguageModelSession session = new(CreateModel());

        _ = session.StreamResponseAsync("Name a colour.", Short);

        Assert.That(session.IsResponding, Is.False);
        Assert.That((await session.RespondAsync("Name a colour.", Short)).Content, Is.Not.Empty);
    }

    [Test]
    public async Task StreamResponseAsync_EnumeratedTwice_Throws()
    {
        await using LanguageModelSession session = new(CreateModel());
        ResponseStream<string> stream = session.StreamResponseAsync("Name a colour.", Short);
        await stream.CollectAsync();

        Assert.That(async () => await stream.Deltas().ToArrayAsync(), Throws.InvalidOperationException);
        Assert.That(session.Transcript, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task StreamResponseAsync_LeftEarly_TakesTheTurnBackAndStaysUsable()
    {
        await using LanguageModelSession session = new(CreateModel(), "Answer briefly.");
        Transcript before = session.Transcript;

        for (int i = 0; i < 3; i++)
        {
            await foreach (ResponseSnapshot<string> _ in session.StreamResponseAsync("Count to twenty.", Short))
                break;
            Assert.That(session.Transcript, Is.EqualTo(before));
            Assert.That(session.IsResponding, Is.False);
        }

        await session.RespondAsync("Name a colour.", Short);
        Assert.That(session.Transcript, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task StreamResponseAsync_ReaderThrows_TakesTheTurnBack()
    {
        await using LanguageModelSession session = new(CreateModel());

        async Task ReadAsync()
        {
            await foreach (string _ in session.StreamResponseAsync("Count to twenty.", Short).Deltas())
                throw new InvalidTimeZoneException();
        }

        Assert.That(ReadAsync, Throws.TypeOf<InvalidTimeZoneException>());
        Assert.That(session.Transcript, Is.Empty);
        Assert.That(session.IsResponding, Is.False);
    }

    [Test]
    public async Task StreamResponseAsync_EnumerationCancelled_ThrowsWithThatToken()
    {
        await using LanguageModelSession session = new(CreateModel());
        using CancellationTokenSource cancellation = new();
        ResponseStream<string> stream = session.StreamResponseAsync("Count to twenty.", Short);

        OperationCanceledException? thrown = null;
        try
        {
            await foreach (ResponseSnapshot<string> _ in stream.WithCancellation(cancellation.Token))
                await cancellation.CancelAsync();
        }
        catch (OperationCanceledException e)
        {
            thrown = e;
        }

        Assert.That(thrown?.CancellationToken, Is.EqualTo(cancellation.Token));
        Assert.That(() => stream.CollectAsync(), Throws.InvalidOperationException);
        Assert.That(session.Transcript, Is.Empty);
    }

    [Test]
    public async Task DisposeAsync_WhileResponding_FailsThatResponse()
    {
        LanguageModelSession session = new(CreateModel());
        Task<Response<string>> response = session.RespondAsync("Count to twenty.", Short);

        await session.DisposeAsync();

        Assert.That(() => response, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(session.Transcript, Is.Empty);
    }

    [Test]
    public async Task DisposeAsync_InsideAnEnumeration_EndsItWithObjectDisposedException()
    {
        LanguageModelSession session = new(CreateModel());

        async Task ReadAsync()
        {
            await foreach (string _ in session.StreamResponseAsync("Count to twenty.", Short).Deltas())
                await session.DisposeAsync();
        }

        await Assert.ThatAsync(ReadAsync, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(session.Transcript, Is.Empty);
    }

    [Test]
    public async Task DisposeAsync_Twice_DoesNothing()
    {
        LanguageModelSession session = new(CreateModel());
        await session.DisposeAsync();
        await session.DisposeAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => session.RespondAsync("Name a colour."), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => session.Transcript = Transcript.Empty, Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => session.PrewarmAsync(), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(session.Transcript, Is.Empty);
        }
    }

    [Test]
    public async Task DisposeAsync_AtAnyTime_NeverCrashesAndOthersGoOn()
    {
        ILanguageModel model = CreateModel();
        await using LanguageModelSession other = new(model);
        for (int i = 0; i < 10; i++)
        {
            LanguageModelSession session = new(model);
            Task<Response<string>> response = session.RespondAsync("Count to twenty.", Short);
            await Task.Delay(i);
            await session.DisposeAsync();
            await ((Task)response).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Assert.That(response.IsCompletedSuccessfully || response.Exception?.InnerException is ObjectDisposedException, Is.True);
        }

        Assert.That((await other.RespondAsync("Name a colour.", Short)).Content, Is.Not.Empty);
    }

    [Test]
    public async Task Transcript_SetWhileResponding_Throws()
    {
        await using LanguageModelSession session = new(CreateModel());
        Task<Response<string>> response = session.RespondAsync("Name a colour.", Short);

        Assert.That(() => session.Transcript = Transcript.Empty, Throws.TypeOf<TranscriptMutationException>());
        Assert.That(session.Transcript, Is.Empty, "A turn shows only when it is complete.");
        await response;

        session.Transcript = session.Transcript[..0];
        Assert.That(session.Transcript, Is.Empty);
    }

    [Test]
    public async Task Transcript_SavedAndRestored_ContinuesTheConversation()
    {
        ILanguageModel model = CreateModel();
        await using LanguageModelSession session = new(model, "Answer briefly.");
        await session.RespondAsync("Name a colour.", Short);
        await using LanguageModelSession restored = new(model, Transcript.FromJson(session.Transcript.ToJson()));
        Assert.That(restored.Transcript, Is.EqualTo(session.Transcript));

        string expected = (await session.RespondAsync("And another.", Short)).Content;

        Assert.That((await restored.RespondAsync("And another.", Short)).Content, Is.EqualTo(expected));
    }

    [Test]
    public async Task PropertyChanged_OverATurn_TellsBothEndsAndTheTranscript()
    {
        await using LanguageModelSession session = new(CreateModel());
        List<string> changes = [];
        session.PropertyChanged += (object? _, PropertyChangedEventArgs e) =>
            changes.Add(e.PropertyName == nameof(session.IsResponding) ? $"{e.PropertyName}={session.IsResponding}" : e.PropertyName!);

        await session.RespondAsync("Name a colour.", Short);

        Assert.That(changes, Is.EqualTo(["IsResponding=True", "IsResponding=False", "Usage", "Transcript"]));
    }

    [Test]
    public async Task PrewarmAsync_ThenRespond_AnswersAsWithout()
    {
        ILanguageModel model = CreateModel();
        await using LanguageModelSession cold = new(model, "Answer briefly.");
        string expected = (await cold.RespondAsync("Name a colour.", Short)).Content;

        await using LanguageModelSession warm = new(model, "Answer briefly.");
        await warm.PrewarmAsync("Name a");
        warm.Prewarm();

        Assert.That((await warm.RespondAsync("Name a colour.", Short)).Content, Is.EqualTo(expected));
    }

    [Test]
    public async Task RespondAsync_TooLongForTheContext_ThrowsBothNumbersAndChangesNothing()
    {
        ILanguageModel model = CreateModel();
        await using LanguageModelSession session = new(model);
        string tooLong = string.Concat(Enumerable.Repeat("word ", Math.Max(model.ContextSize, 1) + 8));

        await Assert.ThatAsync(
            () => session.RespondAsync(tooLong),
            Throws.TypeOf<ContextSizeExceededException>()
                .With.Property(nameof(ContextSizeExceededException.ContextSize)).EqualTo(model.ContextSize)
                .And.Property(nameof(ContextSizeExceededException.TokenCount)).GreaterThan(model.ContextSize)
                .And.Message.Contains($"{model.ContextSize}"));

        Assert.That(session.Transcript, Is.Empty);
        Assert.That((await session.RespondAsync("Name a colour.", Short)).Content, Is.Not.Empty);
    }

    [Test]
    public async Task CountTokensAsync_OfARequest_IsWhatItsUsageSays()
    {
        ILanguageModel model = CreateModel();
        await using LanguageModelSession session = new(model, "Answer briefly.");
        Response<string> response = await session.RespondAsync("Name a colour.", Short);

        int counted = await model.CountTokensAsync(session.Transcript[..2]);

        Assert.That(counted, Is.EqualTo(response.Usage.InputTokens));
    }

    [Test]
    public async Task RespondAsync_ToolsBeyondTheContext_ThrowAndAreCounted()
    {
        ILanguageModel model = CreateModel();
        string schema = $$"""{"type":"object","description":"{{string.Concat(Enumerable.Repeat("word ", model.ContextSize))}}"}""";
        await using LanguageModelSession session = new(model, [new RecordingTool("get_weather", static (_, _) => new("Sunny."), schema)]);

        Assert.That(
            async () => await session.RespondAsync("Name a colour.", Short),
            Throws.TypeOf<ContextSizeExceededException>()
                .With.Property(nameof(ContextSizeExceededException.TokenCount)).EqualTo(await session.CountTokensAsync("Name a colour.")));
    }

    [Test]
    public async Task CountTokensAsync_WithTools_IsWhatARequestWithThemTakes()
    {
        ILanguageModel model = CreateModel();
        RecordingTool[] tools = [new RecordingTool("get_weather", "Sunny."), new RecordingTool("get_time", "Noon.")];
        await using LanguageModelSession session = new(model, tools, "Answer briefly.");
        int before = await session.CountTokensAsync("Name a colour.");
        Response<string> response = await session.RespondAsync("Name a colour.", Short with { ToolCallingMode = ToolCallingMode.None });
        Transcript request = session.Transcript[..2];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Is.EqualTo(response.Usage.InputTokens));
            Assert.That(await model.CountTokensAsync(request, tools), Is.EqualTo(response.Usage.InputTokens));
            Assert.That(await model.CountTokensAsync(tools), Is.EqualTo(before - await model.CountTokensAsync(request)));
            Assert.That(await session.CountTokensAsync(), Is.GreaterThan(before));
        }
    }
}
