using System.Diagnostics;
using System.Threading.Channels;

namespace FoundationModels.Sdk.Tests.Models;

[TestFixture]
internal sealed class ScriptedLanguageModelTests
{
    private static readonly LanguageModelRequest Request =
        new([new Transcript.Instructions("Be brief."), new Transcript.Prompt("Say it")], new GenerationOptions());

    [Test]
    public async Task Replies_InOrder_ThenAClearFault()
    {
        ScriptedLanguageModel model = new("One", "Two");

        Assert.That((await GenerateAsync(model, Request)).Text, Is.EqualTo("One"));
        Assert.That((await GenerateAsync(model, Request)).Text, Is.EqualTo("Two"));
        await Assert.ThatAsync(
            () => GenerateAsync(model, Request), Throws.TypeOf<FoundationModelsException>().With.Message.Contains("2 replies has ended"));
    }

    [Test]
    public async Task Echo_RepeatsTheLastEntry() =>
        Assert.That((await GenerateAsync(ScriptedLanguageModel.Echo(), Request)).Text, Is.EqualTo("Say it"));

    [Test]
    public async Task Function_OfTheRequest_IsAsked()
    {
        ScriptedLanguageModel model = new(request => $"{request.Transcript.Count} entries");

        Assert.That((await GenerateAsync(model, Request)).Text, Is.EqualTo("2 entries"));
        Assert.That(model.Requests, Is.EqualTo(new[] { Request }));
    }

    [Test]
    public async Task Failing_ThrowsThatException()
    {
        InvalidTimeZoneException fault = new();

        await Assert.ThatAsync(() => GenerateAsync(ScriptedLanguageModel.Failing(fault), Request), Throws.Exception.SameAs(fault));
    }

    [Test]
    public async Task Pieces_WordByWord_AreTheTokens()
    {
        (string _, List<string> pieces, LanguageModelResponse response) = await GenerateAsync(new ScriptedLanguageModel("A  bc\nd "), Request);

        Assert.That(pieces, Is.EqualTo(["A  ", "bc\n", "d "]));
        Assert.That(response.Usage, Is.EqualTo(new Usage(4, 0, 3)));
    }

    [Test]
    public async Task PieceDelay_PassesByTheGivenClock()
    {
        StepClock clock = new();
        ScriptedLanguageModel model = new(new ScriptedReply("a b") { PieceDelay = TimeSpan.FromHours(1) }) { TimeProvider = clock };
        Task<(string Text, List<string>, LanguageModelResponse)> reply = GenerateAsync(model, Request);

        await clock.StepAsync();
        Assert.That(reply.IsCompleted, Is.False);
        await clock.StepAsync();

        Assert.That((await reply).Text, Is.EqualTo("a b"));
    }

    [Test]
    public async Task PieceDelay_Cancelled_EndsAtOnce()
    {
        ScriptedLanguageModel model = new(new ScriptedReply("a b") { PieceDelay = TimeSpan.FromHours(1) });
        using CancellationTokenSource cancellation = new();
        Task reply = model.GenerateAsync(Request, new Recorder(), cancellation.Token);
        long start = Stopwatch.GetTimestamp();

        await cancellation.CancelAsync();

        await Assert.ThatAsync(() => reply, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(30)));
    }

    [TestCase(1, "one ", FinishReason.Length)]
    [TestCase(2, "one two ", FinishReason.Length)]
    [TestCase(3, "one two three", FinishReason.EndOfTurn)]
    [TestCase(4, "one two three", FinishReason.EndOfTurn)]
    public async Task MaximumResponseTokens_CutsTheReply(int limit, string expected, FinishReason finish)
    {
        LanguageModelRequest request = new(Request.Transcript, new GenerationOptions { MaximumResponseTokens = limit });
        (string text, _, LanguageModelResponse response) = await GenerateAsync(new ScriptedLanguageModel("one two three"), request);

        Assert.That((text, response.FinishReason), Is.EqualTo((expected, finish)));
    }

    [Test]
    public async Task ContextWindow_IsTheLimitOfBoth()
    {
        ScriptedLanguageModel model = new("one two three") { ContextSize = 6 };
        (string text, _, LanguageModelResponse response) = await GenerateAsync(model, Request);
        Assert.That((text, response.FinishReason), Is.EqualTo(("one two ", FinishReason.Length)));

        ScriptedLanguageModel full = new("one") { ContextSize = 4 };
        await Assert.ThatAsync(
            () => GenerateAsync(full, Request),
            Throws.TypeOf<ContextSizeExceededException>().With.Property("TokenCount").EqualTo(4).And.Property("ContextSize").EqualTo(4));
    }

    [Test]
    public async Task StopSequences_TheFirstEndsTheReplyAcrossPieces()
    {
        LanguageModelRequest request = new(Request.Transcript, new GenerationOptions { StopSequences = ["three", "o th"] });
        (string text, _, LanguageModelResponse response) = await GenerateAsync(new ScriptedLanguageModel("one two three"), request);

        Assert.That((text, response.FinishReason), Is.EqualTo(("one tw", FinishReason.StopSequence)));
    }

    [Test]
    public async Task StopSequences_AGrammarSaysWhereTheReplyEnds()
    {
        LanguageModelRequest request = new(Request.Transcript, new GenerationOptions { StopSequences = ["o"] }) { Grammar = Grammar.Text() };
        (string text, _, LanguageModelResponse response) = await GenerateAsync(new ScriptedLanguageModel("one two"), request);

        Assert.That((text, response.FinishReason), Is.EqualTo(("one two", FinishReason.EndOfTurn)));
    }

    [Test]
    public async Task Unavailable_EveryMemberSaysWhy()
    {
        ScriptedLanguageModel model = ScriptedLanguageModel.Unavailable(ModelUnavailableReason.RuntimeMissing, "Add the package.");

        Assert.That(model.Availability.IsAvailable, Is.False);
        Assert.That(model.Availability.Message, Is.EqualTo("Add the package."));
        Func<Task>[] uses =
        [
            () => GenerateAsync(model, Request),
            () => model.PrewarmAsync(Request),
            async () => await model.CountTokensAsync(Request.Transcript),
        ];
        foreach (Func<Task> use in uses)
        {
            await Assert.ThatAsync(
                () => use(), Throws.TypeOf<ModelUnavailableException>().With.Property("Reason").EqualTo(ModelUnavailableReason.RuntimeMissing));
        }
    }

    private static async Task<(string Text, List<string> Pieces, LanguageModelResponse Response)> GenerateAsync(
        ScriptedLanguageModel model, LanguageModelRequest request)
    {
        Recorder output = new();
        LanguageModelResponse response = await model.GenerateAsync(request, output);
        return (string.Concat(output.Pieces), output.Pieces, response);
    }

    private sealed class Recorder : GenerationChannel
    {
        public List<string> Pieces { get; } = [];

        public override void AppendText(ReadOnlySpan<char> text) => Pieces.Add(text.ToString());

        public override void UpdateUsage(Usage usage)
        {
        }
    }

    /// <summary>A clock on which every wait ends when the test says so.</summary>
    private sealed class StepClock : TimeProvider
    {
        private readonly Channel<(TimerCallback Callback, object? State)> _waits = Channel.CreateUnbounded<(TimerCallback, object?)>();

        public async Task StepAsync()
        {
            (TimerCallback callback, object? state) = await _waits.Reader.ReadAsync();
            callback(state);
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _waits.Writer.TryWrite((callback, state));
            return new NoTimer();
        }

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
