using System.Diagnostics;
using FoundationModels.Inference;

namespace FoundationModels.Sdk.Tests.Inference;

/// <summary>The decoder on the default model: what a fake backend can't show.</summary>
internal sealed class RealModelDecoderTests
{
    [Test]
    public async Task GenerateAsync_SmallFirstCache_GivesTheTokensOfALargeOne()
    {
        int[] prompt = RealModel.Tokens(60, seed: 1);
        using Decoder growing = RealModel.NewDecoder(new DecoderOptions { InitialCapacity = 64 });
        DecodeResult small = await growing.GenerateAsync(RealModel.Greedy(prompt, 150));
        using Decoder roomy = RealModel.NewDecoder(new DecoderOptions { InitialCapacity = 1024 });
        DecodeResult large = await roomy.GenerateAsync(RealModel.Greedy(prompt, 150));
        Assert.That(small.Tokens, Is.EqualTo(large.Tokens));
    }

    [Test]
    public async Task GenerateAsync_SecondTurn_RunsTheNewTokensAlone()
    {
        int[] prompt = RealModel.Tokens(90, seed: 2);
        DecodeResult first = await RealModel.Decoder.GenerateAsync(RealModel.Greedy(prompt, 12));
        int[] second = [.. prompt, .. first.Tokens, 198, 1, 4093, 198];
        DecodeResult result = await RealModel.Decoder.GenerateAsync(RealModel.Greedy(second, 4));
        Assert.That(result.Usage, Is.EqualTo(new Usage(106, 101, 4)));
    }

    [Test]
    public async Task PrewarmAsync_SharedInstructions_AreReusedByEverySession()
    {
        int[] instructions = RealModel.Tokens(80, seed: 3);
        await RealModel.Decoder.PrewarmAsync(instructions);
        DecodeResult[] results = await Task.WhenAll(Enumerable.Range(0, 3).Select(i =>
            RealModel.Decoder.GenerateAsync(RealModel.Greedy([.. instructions, .. RealModel.Tokens(10, seed: 30 + i)], 5))));
        Assert.That(results.Select(r => r.Usage.CachedTokens), Is.All.EqualTo(80));
        using Decoder fresh = RealModel.NewDecoder();
        DecodeResult alone = await fresh.GenerateAsync(RealModel.Greedy([.. instructions, .. RealModel.Tokens(10, seed: 32)], 5));
        Assert.That(results[2].Tokens, Is.EqualTo(alone.Tokens));
    }

    [Test]
    public async Task GenerateAsync_SameSeed_GivesTheSameTokens()
    {
        DecodeRequest request = RealModel.Greedy(RealModel.Tokens(20, seed: 4), 25) with
        {
            Options = new GenerationOptions { Sampling = SamplingMode.TopP(0.95, seed: 77), Temperature = 1, MaximumResponseTokens = 25 },
        };
        DecodeResult first = await RealModel.Decoder.GenerateAsync(request);
        DecodeResult second = await RealModel.Decoder.GenerateAsync(request);
        Assert.That(second.Tokens, Is.EqualTo(first.Tokens));
    }
    [Test]
    public async Task GenerateAsync_SameSeedOnAnotherHistory_GivesTheSameTokens()
    {
        int[] prompt = RealModel.Tokens(40, seed: 50);
        GenerationOptions seeded = new() { Sampling = SamplingMode.TopP(0.95, seed: 78), Temperature = 1, MaximumResponseTokens = 12 };
        DecodeResult first = await RealModel.Decoder.GenerateAsync(RealModel.Greedy(prompt, 1) with { Options = seeded });
        int[] second = [.. prompt, .. first.Tokens, 198, 1, 4093];
        DecodeResult afterSteps = await RealModel.Decoder.GenerateAsync(RealModel.Greedy(second, 1) with { Options = seeded });
        using Decoder fresh = RealModel.NewDecoder();
        DecodeResult afterPrefill = await fresh.GenerateAsync(RealModel.Greedy(second, 1) with { Options = seeded });
        Assert.That(afterSteps.Tokens, Is.EqualTo(afterPrefill.Tokens));
        Assert.That((afterSteps.Usage.CachedTokens, afterPrefill.Usage.CachedTokens), Is.EqualTo((40, 0)));
    }

    [Test]
    public async Task GenerateAsync_LogProbabilities_AreThoseOfTheChosenTokens()
    {
        DecodeRequest request = RealModel.Greedy(RealModel.Tokens(20, seed: 5), 6);
        DecodeResult result = await RealModel.Decoder.GenerateAsync(request with { Options = request.Options with { LogProbabilities = 4 } });
        Assert.That(result.LogProbabilities.Select(p => p.Chosen.Token), Is.EqualTo(result.Tokens));
        foreach (StepLogProbabilities step in result.LogProbabilities)
        {
            Assert.That(step.MostLikely, Has.Count.EqualTo(3));
            Assert.That(step.MostLikely[0], Is.EqualTo(step.Chosen), "Greedy takes the most likely token.");
            Assert.That(step.MostLikely.Sum(p => Math.Exp(p.LogProbability)), Is.InRange(0.0, 1.0));
        }
    }

    [Test]
    public async Task GenerateAsync_SteadyState_AllocatesNothingPerToken()
    {
        const int Steps = 60;
        long[] allocated = new long[Steps + 20];
        int at = 0;
        using CancellationTokenSource cancel = new();
        DecodeRequest request = RealModel.Greedy(RealModel.Tokens(20, seed: 6), allocated.Length) with
        {
            OnText = _ => allocated[at++] = GC.GetAllocatedBytesForCurrentThread(),
            Options = new GenerationOptions
            {
                Sampling = SamplingMode.TopP(0.95, seed: 5) with { TopKCount = 200, MinimumProbability = 0.001 },
                RepetitionPenalty = 1.1,
                StopSequences = ["\u0001\u0002"],
                MaximumResponseTokens = allocated.Length,
            },
        };
        await RealModel.Decoder.GenerateAsync(request, cancel.Token);
        Assert.That(at, Is.EqualTo(allocated.Length));
        Assert.That(allocated[^1] - allocated[^Steps], Is.Zero);
    }

    [Test]
    public async Task GenerateAsync_CancelledInPrefill_EndsTheRunInsteadOfFinishingIt()
    {
        int[] prompt = RealModel.Tokens(1000, seed: 7);
        using Decoder decoder = RealModel.NewDecoder(new DecoderOptions { PrefillChunk = 1000 });
        Stopwatch whole = Stopwatch.StartNew();
        await decoder.PrewarmAsync(RealModel.Tokens(1000, seed: 8));
        whole.Stop();
        using CancellationTokenSource cancel = new();
        Task<DecodeResult> task = decoder.GenerateAsync(RealModel.Greedy(prompt, 5), cancel.Token);
        await Task.Delay(whole.Elapsed / 10);
        Stopwatch late = Stopwatch.StartNew();
        cancel.Cancel();
        await Assert.ThatAsync(() => task, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(late.Elapsed, Is.LessThan(whole.Elapsed / 2));
        DecodeResult result = await decoder.GenerateAsync(RealModel.Greedy(prompt[..50], 5));
        DecodeResult expected = await RealModel.Decoder.GenerateAsync(RealModel.Greedy(prompt[..50], 5));
        Assert.That(result.Tokens, Is.EqualTo(expected.Tokens));
    }

    [Test]
    public async Task GenerateAsync_CancelledWhileDecoding_KeepsWhatWasRunForTheNextRequest()
    {
        using CancellationTokenSource cancel = new();
        int[] prompt = RealModel.Tokens(30, seed: 9);
        int pieces = 0;
        DecodeRequest request = RealModel.Greedy(prompt, 100) with
        {
            OnText = _ =>
            {
                if (++pieces == 6)
                    cancel.Cancel();
            },
        };
        await Assert.ThatAsync(() => RealModel.Decoder.GenerateAsync(request, cancel.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(pieces, Is.EqualTo(6));
        DecodeResult result = await RealModel.Decoder.GenerateAsync(RealModel.Greedy(prompt, 3));
        Assert.That(result.Usage.CachedTokens, Is.EqualTo(28));
    }

    [Test]
    public async Task Dispose_WhileThreeRespond_FailsThemAndTheProcessLives()
    {
        Decoder decoder = RealModel.NewDecoder();
        using CountdownEvent responding = new(3);
        int[] pieces = new int[3];
        Task<DecodeResult>[] tasks = [.. Enumerable.Range(0, 3).Select(i => decoder.GenerateAsync(RealModel.Greedy(RealModel.Tokens(20, seed: 40 + i), 2000) with
        {
            OnText = _ =>
            {
                if (++pieces[i] == 2)
                    responding.Signal();
            },
        }))];
        responding.Wait();
        decoder.Dispose();
        foreach (Task<DecodeResult> task in tasks)
            await Assert.ThatAsync(() => task, Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public async Task GenerateAsync_EightAtOnce_ShareTheModelFairlyAndLoseNoSpeed()
    {
        const int Count = 24;
        double worstShare = 0;
        double speed = 0;
        for (int round = 0; round < 3 && (worstShare < 0.7 || speed < 0.9); round++)
        {
            int seed = 100 + (round * 10);
            (double aloneSeconds, _) = await Measure(1, seed, Count);
            (double togetherSeconds, double share) = await Measure(8, seed + 1, Count);
            worstShare = Math.Max(worstShare, share);
            speed = Math.Max(speed, 8 * aloneSeconds / togetherSeconds);
        }

        Assert.That(worstShare, Is.GreaterThanOrEqualTo(0.7), "the slowest of eight against the fastest");
        Assert.That(speed, Is.GreaterThanOrEqualTo(0.9), "tokens a second of eight at once against one alone, by processor time");
    }

    // Processor time, because other programs of the machine decide how long a run takes.
    private static async Task<(double Seconds, double SlowestShare)> Measure(int sessions, int seed, int count)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        Stopwatch watch = Stopwatch.StartNew();
        double[] elapsed = await Task.WhenAll(Enumerable.Range(0, sessions).Select(async i =>
        {
            await RealModel.Decoder.GenerateAsync(RealModel.Greedy(RealModel.Tokens(20, (seed * 100) + i), count));
            return watch.Elapsed.TotalSeconds;
        }));
        return ((Environment.CpuUsage.TotalTime - before).TotalSeconds, elapsed.Min() / elapsed.Max());
    }
}
