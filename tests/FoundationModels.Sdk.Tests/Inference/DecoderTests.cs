using FoundationModels.Inference;

namespace FoundationModels.Sdk.Tests.Inference;

internal sealed class DecoderTests
{
    private static readonly int[] Prompt = [1, 2, 3, 4, 5];

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(64)]
    public async Task GenerateAsync_GreedyInChunks_GivesTheModelsTokens(int chunk)
    {
        HistoryBackend backend = new();
        using Decoder decoder = new(backend, () => new LetterText(), new DecoderOptions { PrefillChunk = chunk });
        DecodeResult result = await decoder.GenerateAsync(Greedy(Prompt, 20));
        Assert.Multiple(() =>
        {
            Assert.That(result.Tokens, Is.EqualTo(backend.Greedy(Prompt, 20)));
            Assert.That(result.Text, Is.EqualTo(LetterText.Of(result.Tokens)));
            Assert.That(result.FinishReason, Is.EqualTo(FinishReason.Length));
            Assert.That(result.Usage, Is.EqualTo(new Usage(5, 0, 20)));
        });
    }

    [Test]
    public async Task GenerateAsync_GrowingCache_GivesTheTokensOfALargeOne()
    {
        HistoryBackend backend = new();
        using Decoder decoder = new(backend, () => new LetterText(), new DecoderOptions { InitialCapacity = 1 });
        DecodeResult result = await decoder.GenerateAsync(Greedy(Prompt, 400));
        Assert.That(result.Tokens, Is.EqualTo(backend.Greedy(Prompt, 400)));
    }

    [Test]
    public async Task GenerateAsync_EndOfTurnToken_EndsTheResponseWithoutItsText()
    {
        HistoryBackend backend = new();
        int[] expected = backend.Greedy(Prompt, 10);
        using Decoder decoder = new(backend, () => new LetterText());
        DecodeResult result = await decoder.GenerateAsync(Greedy(Prompt, 10) with { EndOfTurnTokens = [expected[4]] });
        int end = Array.IndexOf(expected, expected[4]);
        Assert.Multiple(() =>
        {
            Assert.That(result.FinishReason, Is.EqualTo(FinishReason.EndOfTurn));
            Assert.That(result.Tokens, Is.EqualTo(expected[..(end + 1)]));
            Assert.That(result.Text, Is.EqualTo(LetterText.Of(expected[..end])));
            Assert.That(result.Usage.OutputTokens, Is.EqualTo(end + 1));
        });
    }

    [Test]
    public async Task GenerateAsync_StopSequence_EndsTheTextBeforeIt()
    {
        HistoryBackend backend = new();
        string whole = LetterText.Of(backend.Greedy(Prompt, 30));
        string stop = whole.Substring(12, 3);
        List<string> pieces = [];
        using Decoder decoder = new(backend, () => new LetterText());
        DecodeRequest request = Greedy(Prompt, 30) with { OnText = t => pieces.Add(t.ToString()) };
        DecodeResult result = await decoder.GenerateAsync(request with { Options = request.Options with { StopSequences = [stop] } });
        Assert.Multiple(() =>
        {
            Assert.That(result.FinishReason, Is.EqualTo(FinishReason.StopSequence));
            Assert.That(result.Text, Is.EqualTo(whole[..whole.IndexOf(stop, StringComparison.Ordinal)]));
            Assert.That(string.Concat(pieces), Is.EqualTo(result.Text));
        });
    }

    [Test]
    public async Task GenerateAsync_ContextWindowFull_FinishesWithLength()
    {
        HistoryBackend backend = new(contextSize: 20);
        using Decoder decoder = new(backend, () => new LetterText());
        DecodeResult result = await decoder.GenerateAsync(Greedy(Prompt, 100));
        Assert.That((result.FinishReason, result.Usage.TotalTokens), Is.EqualTo((FinishReason.Length, 20)));
    }

    [Test]
    public async Task GenerateAsync_SecondTurn_ReusesEveryCachedToken()
    {
        HistoryBackend backend = new();
        using Decoder decoder = new(backend, () => new LetterText());
        DecodeResult first = await decoder.GenerateAsync(Greedy(Prompt, 10));
        int[] second = [.. Prompt, .. first.Tokens, 7, 8];
        DecodeResult result = await decoder.GenerateAsync(Greedy(second, 10));
        Assert.Multiple(() =>
        {
            // The last token of the first turn was chosen but never run.
            Assert.That(result.Usage.CachedTokens, Is.EqualTo(Prompt.Length + 9));
            Assert.That(result.Tokens, Is.EqualTo(backend.Greedy(second, 10)));
            Assert.That(backend.Runs.Select(r => r.Buffers).Distinct().Count(), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task PrewarmAsync_ThenTwoPrompts_BothReuseTheTokensAndOneCacheIsCopied()
    {
        HistoryBackend backend = new();
        int[] instructions = [.. Enumerable.Range(0, 150).Select(i => i % 50)];
        int[] first = [.. instructions, .. Enumerable.Range(0, 40)];
        int[] second = [.. instructions, 9, 8, 7];
        using Decoder decoder = new(backend, () => new LetterText());
        await decoder.PrewarmAsync(instructions);
        DecodeResult one = await decoder.GenerateAsync(Greedy(first, 10));
        DecodeResult two = await decoder.GenerateAsync(Greedy(second, 10));
        DecodeResult again = await decoder.GenerateAsync(Greedy([.. first, .. one.Tokens], 5));
        Assert.Multiple(() =>
        {
            Assert.That((one.Usage.CachedTokens, two.Usage.CachedTokens, again.Usage.CachedTokens), Is.EqualTo((150, 150, 198)));
            Assert.That(two.Tokens, Is.EqualTo(backend.Greedy(second, 10)));
            Assert.That(again.Tokens, Is.EqualTo(backend.Greedy([.. first, .. one.Tokens], 5)));
        });
    }

    [Test]
    public async Task GenerateAsync_OtherAdapters_ShareNothing()
    {
        using Decoder decoder = new(new HistoryBackend(), () => new LetterText());
        await decoder.GenerateAsync(Greedy(Prompt, 3));
        DecodeResult result = await decoder.GenerateAsync(Greedy(Prompt, 3) with { Key = new PrefixKey(ModelPrecision.Fast, "tone:1234") });
        Assert.That(result.Usage.CachedTokens, Is.Zero);
    }

    [Test]
    public async Task GenerateAsync_CancelledInPrefill_StopsWithinTheChunkAndKeepsWhatIsValid()
    {
        using CancellationTokenSource cancel = new();
        HistoryBackend backend = new();
        int[] prompt = [.. Enumerable.Range(0, 300).Select(i => i % 50)];
        backend.OnRun = (run, _, token) =>
        {
            if (run != 2)
                return;
            cancel.Cancel();
            token.ThrowIfCancellationRequested();
        };
        using Decoder decoder = new(backend, () => new LetterText(), new DecoderOptions { PrefillChunk = 50 });
        Assert.That(async () => await decoder.GenerateAsync(Greedy(prompt, 5), cancel.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(backend.Runs, Has.Count.EqualTo(3));
        backend.OnRun = null;
        DecodeResult result = await decoder.GenerateAsync(Greedy(prompt, 5));
        Assert.That(result.Usage.CachedTokens, Is.EqualTo(100));
        Assert.That(result.Tokens, Is.EqualTo(backend.Greedy(prompt, 5)));
    }

    [Test]
    public void GenerateAsync_CancelledWhileDecoding_TakesNoFurtherStep()
    {
        using CancellationTokenSource cancel = new();
        HistoryBackend backend = new();
        using Decoder decoder = new(backend, () => new LetterText());
        int pieces = 0;
        DecodeRequest request = Greedy(Prompt, 100) with
        {
            OnText = _ =>
            {
                if (++pieces == 4)
                    cancel.Cancel();
            },
        };
        Assert.That(async () => await decoder.GenerateAsync(request, cancel.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(backend.Runs, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task GenerateAsync_FaultInOneResponse_LeavesTheOthersAlone()
    {
        HistoryBackend backend = new();
        using Decoder decoder = new(backend, () => new LetterText());
        Task<DecodeResult> good = decoder.GenerateAsync(Greedy(Prompt, 50));
        Task<DecodeResult> bad = decoder.GenerateAsync(Greedy([9, 9], 50) with { OnText = _ => throw new InvalidOperationException("callback") });
        Assert.That(async () => await bad, Throws.InvalidOperationException.With.Message.EqualTo("callback"));
        Assert.That((await good).Tokens, Is.EqualTo(backend.Greedy(Prompt, 50)));
    }

    [Test]
    public async Task GenerateAsync_RuntimeFault_DropsTheCacheAndTheNextOneWorks()
    {
        HistoryBackend backend = new();
        using Decoder decoder = new(backend, () => new LetterText());
        backend.OnRun = (run, _, _) => _ = run == 3 ? throw new InferenceException("broken") : 0;
        Assert.That(async () => await decoder.GenerateAsync(Greedy(Prompt, 10)), Throws.InstanceOf<InferenceException>());
        DecodeResult result = await decoder.GenerateAsync(Greedy(Prompt, 10));
        Assert.That((result.Usage.CachedTokens, result.Tokens), Is.EqualTo((0, (IReadOnlyList<int>)backend.Greedy(Prompt, 10))));
    }

    [Test]
    public void Dispose_WhileResponding_FailsEachPendingResponse()
    {
        HistoryBackend backend = new();
        Decoder decoder = new(backend, () => new LetterText());
        using ManualResetEventSlim running = new();
        backend.OnRun = (_, _, token) =>
        {
            running.Set();
            token.WaitHandle.WaitOne(TimeSpan.FromSeconds(10));
            token.ThrowIfCancellationRequested();
        };
        Task<DecodeResult>[] pending = [.. Enumerable.Range(0, 5).Select(i => decoder.GenerateAsync(Greedy([i], 10)))];
        running.Wait();
        decoder.Dispose();
        foreach (Task<DecodeResult> task in pending)
            Assert.That(async () => await task, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(backend.IsDisposed);
        Assert.That(() => decoder.GenerateAsync(Greedy(Prompt, 1)), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void Dispose_FromACallback_EndsTheResponseWithoutADeadlock()
    {
        Decoder decoder = new(new HistoryBackend(), () => new LetterText());
        Task<DecodeResult> task = decoder.GenerateAsync(Greedy(Prompt, 100) with { OnText = _ => decoder.Dispose() });
        Assert.That(async () => await task.WaitAsync(TimeSpan.FromSeconds(10)), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public async Task GenerateAsync_LongPromptBesideAResponse_HoldsItUpForOneChunkAtATime()
    {
        HistoryBackend backend = new();
        using Decoder decoder = new(backend, () => new LetterText(), new DecoderOptions { PrefillChunk = 20 });
        Task<DecodeResult>? late = null;
        int[] prompt = [.. Enumerable.Range(0, 200).Select(i => i % 50)];
        DecodeRequest first = Greedy(Prompt, 60) with { OnText = _ => late ??= decoder.GenerateAsync(Greedy(prompt, 5)) };
        await decoder.GenerateAsync(first);
        await late!;
        int longest = 0;
        int chunks = 0;
        foreach ((_, _, int tokens) in backend.Runs)
        {
            chunks = tokens == 20 ? chunks + 1 : 0;
            longest = Math.Max(longest, chunks);
        }

        Assert.That(longest, Is.EqualTo(1));
    }

    [Test]
    public async Task GenerateAsync_EightAtOnce_TakeTurnsStepByStep()
    {
        HistoryBackend backend = new();
        using Decoder decoder = new(backend, () => new LetterText());
        using ManualResetEventSlim allAdded = new();
        backend.OnRun = (_, _, token) => allAdded.Wait(token);
        Task<DecodeResult>[] tasks = [.. Enumerable.Range(0, 8).Select(i => decoder.GenerateAsync(Greedy([i, i + 1, i + 2], 50)))];
        allAdded.Set();
        DecodeResult[] results = await Task.WhenAll(tasks);
        for (int i = 0; i < 8; i++)
            Assert.That(results[i].Tokens, Is.EqualTo(backend.Greedy([i, i + 1, i + 2], 50)));
        Dictionary<object, int> last = backend.Runs.Select((r, at) => (r.Buffers, at)).GroupBy(r => r.Buffers).ToDictionary(g => g.Key, g => g.Max(r => r.at));
        Assert.That(last.Values.Max() - last.Values.Min(), Is.LessThan(8 * 8));
    }

    [Test]
    public async Task GenerateAsync_ByteLimit_EvictsIdleCachesAndThenThrowsWithBothNumbers()
    {
        HistoryBackend backend = new();
        long limit = 300 * backend.KeyValue.BytesPerToken;
        DecoderOptions options = new() { MaximumKeyValueBytes = limit, RetainedKeyValueBytes = limit, InitialCapacity = 64 };
        using Decoder decoder = new(backend, () => new LetterText(), options);
        for (int i = 0; i < 6; i++)
            await decoder.GenerateAsync(Greedy([.. Enumerable.Repeat(i, 100)], 3));
        DecodeResult last = await decoder.GenerateAsync(Greedy([.. Enumerable.Repeat(5, 100)], 3));
        Assert.That(last.Usage.CachedTokens, Is.EqualTo(98));
        KeyValueMemoryException? fault = await Assert.ThrowsAsync<KeyValueMemoryException>(() => decoder.GenerateAsync(Greedy([.. Enumerable.Repeat(7, 301)], 3)));
        Assert.That((fault!.BytesNeeded, fault.BytesAllowed), Is.EqualTo((301 * backend.KeyValue.BytesPerToken, limit)));
    }

    [Test]
    public async Task GenerateAsync_ByteLimitReachedWhileDecoding_KeepsWhatWasRun()
    {
        HistoryBackend backend = new();
        DecoderOptions options = new() { MaximumKeyValueBytes = 200 * backend.KeyValue.BytesPerToken, InitialCapacity = 64 };
        using Decoder decoder = new(backend, () => new LetterText(), options);
        int[] prompt = [.. Enumerable.Repeat(3, 100)];
        await Assert.ThatAsync(() => decoder.GenerateAsync(Greedy(prompt, 300)), Throws.InstanceOf<KeyValueMemoryException>());
        DecodeResult result = await decoder.GenerateAsync(Greedy([.. prompt, .. backend.Greedy(prompt, 60)], 5));
        Assert.That(result.Usage.CachedTokens, Is.EqualTo(158));
    }

    [Test]
    public async Task GenerateAsync_SameSeed_GivesTheSameTokensWhateverIsCached()
    {
        using Decoder decoder = new(new HistoryBackend(), () => new LetterText());
        DecodeRequest request = Greedy(Prompt, 40) with
        {
            Options = new GenerationOptions { Sampling = SamplingMode.TopP(0.95, seed: 42) with { TopKCount = 30 }, RepetitionPenalty = 1.2, MaximumResponseTokens = 40 },
        };
        DecodeResult first = await decoder.GenerateAsync(request);
        DecodeResult second = await decoder.GenerateAsync(request);
        DecodeResult other = await decoder.GenerateAsync(request with { Options = request.Options with { Sampling = SamplingMode.TopP(0.95, seed: 43) } });
        Assert.That(second.Tokens, Is.EqualTo(first.Tokens));
        Assert.That(other.Tokens, Is.Not.EqualTo(first.Tokens));
    }

    [Test]
    public void GenerateAsync_BadPrompts_ThrowBeforeAnythingRuns()
    {
        HistoryBackend backend = new(contextSize: 10);
        using Decoder decoder = new(backend, () => new LetterText());
        Assert.Multiple(() =>
        {
            Assert.That(() => decoder.GenerateAsync(Greedy([], 1)), Throws.ArgumentException);
            Assert.That(() => decoder.GenerateAsync(Greedy([50], 1)), Throws.ArgumentException.With.Message.Contains("50"));
            Assert.That(() => decoder.GenerateAsync(Greedy([-1], 1)), Throws.ArgumentException);
            Assert.That(() => decoder.GenerateAsync(Greedy([.. Enumerable.Repeat(1, 10)], 1)), Throws.ArgumentException.With.Message.Contains("10"));
        });
        Assert.That(backend.Runs, Is.Empty);
    }

    private static DecodeRequest Greedy(int[] prompt, int maximum) => new()
    {
        Prompt = prompt,
        Options = new GenerationOptions { Sampling = SamplingMode.Greedy, MaximumResponseTokens = maximum },
    };
}
