using System.Globalization;
using System.Text.Json;
using FoundationModels.Benchmarks.Engines;
using FoundationModels.Benchmarks.Guided;
using FoundationModels.Benchmarks.Memory;

namespace FoundationModels.Benchmarks.Workers;

/// <summary>Runs one engine in a process of its own and obeys commands, one a line: what one engine leaves behind (threads that spin, memory) cannot disturb another.</summary>
internal sealed class EngineWorker(string name, BenchmarkClock clock) : IDisposable
{
    private IEngine? _engine;
    private PrivateMemory? _memory;

    /// <summary>Obeys commands until the input ends.</summary>
    public static int Run(string engine, BenchmarkClock clock, TextReader commands, TextWriter replies)
    {
        using EngineWorker worker = new(engine, clock);
        while (commands.ReadLine() is { } line)
        {
            WorkerReply reply;
            try
            {
                reply = worker.Obey(line.Split(' '));
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                reply = new WorkerReply { Error = e.Message };
            }

            replies.WriteLine(JsonSerializer.Serialize(reply, WorkerReplyJson.Default.WorkerReply));
            replies.Flush();
        }

        return 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _engine?.Dispose();
        _memory?.Dispose();
    }

    private WorkerReply Obey(string[] command)
    {
        int[] numbers = [.. command.Skip(1).Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
        return (command[0], numbers) switch
        {
            ("load", [int threads]) => Load(threads),
            ("generate", [int count, .. int[] prompt]) => Generate(prompt, new TokenClock(clock), count),
            ("continue", [int count, .. int[] added]) => Continue(added, new TokenClock(clock), count),
            ("allocated", [int count, .. int[] prompt]) => Generate(prompt, new TokenClock(clock, countAllocations: true), count),
            ("guided", [int task, int maximum, .. int[] prompt]) => Guide(prompt, GuidedTasks.All[task].Schema, maximum),
            ("unguided", [int maximum, .. int[] prompt]) => Guide(prompt, null, maximum),
            ("watch", []) => Watch(),
            ("peak", []) => new WorkerReply { Bytes = _memory!.Peak },
            ("large-pages", []) => new WorkerReply { Bytes = PrivateMemory.OnLargePages() },
            _ => throw new ArgumentException($"The worker does not know the command {string.Join(' ', command)}."),
        };
    }

    private IEngine Engine => _engine ?? throw new InvalidOperationException("The engine is not loaded.");

    private WorkerReply Load(int threads)
    {
        TimeSpan start = clock.Now();
        _engine = EngineFactory.Load(name, threads);
        double elapsed = (clock.Now() - start).TotalMilliseconds;
        return new WorkerReply { LoadMilliseconds = elapsed, Description = _engine.Description, WeightBytes = _engine.WeightBytes };
    }

    private WorkerReply Watch()
    {
        _memory = new PrivateMemory();
        return new WorkerReply();
    }

    private WorkerReply Generate(int[] prompt, TokenClock tokens, int count) => Reply(Engine.Generate(prompt, count, tokens), tokens);

    private WorkerReply Continue(int[] added, TokenClock tokens, int count) => Reply(Engine.Continue(added, count, tokens), tokens);

    private WorkerReply Guide(int[] prompt, string? schema, int maximum)
    {
        if (Engine is not IGuidedEngine guided)
            throw new InvalidOperationException($"{name} has no guided responses.");
        GuidedContinuation result = guided.Guide(prompt, schema, maximum, clock);
        return new WorkerReply
        {
            Tokens = result.Tokens,
            GuidedMilliseconds = result.Elapsed.TotalMilliseconds,
            ForcedTokens = result.ForcedTokens,
            MaskAndSamplingMilliseconds = result.MaskAndSampling.TotalMilliseconds,
        };
    }

    private static WorkerReply Reply(Continuation continuation, TokenClock tokens) => new()
    {
        Tokens = continuation.Tokens,
        CachedTokens = continuation.CachedTokens,
        FirstTokenMilliseconds = tokens.FirstTokenMilliseconds,
        RestMilliseconds = tokens.RestMilliseconds,
        AllocatedBytesPerToken = tokens.AllocatedBytesPerToken,
    };
}
