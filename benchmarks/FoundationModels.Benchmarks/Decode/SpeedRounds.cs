using FoundationModels.Benchmarks.Engines;
using FoundationModels.Benchmarks.Memory;
using FoundationModels.Benchmarks.Output;
using FoundationModels.Benchmarks.Workers;

namespace FoundationModels.Benchmarks.Decode;

/// <summary>Prefill, decoding and time to the first token: rounds in which the engines take turns with the same tokens, each engine in its own process.</summary>
internal sealed class SpeedRounds(IReadOnlyList<string> engines, int threads, DecodeOptions options, PromptTokens prompts, BenchmarkOutput output)
{
    private const int ShortPrompt = 64;
    private const int LongPrompt = 512;
    private const int Generated = 128;
    private const int Answer = 16;
    private const int SecondTurn = 16;
    private const int ReadRepeats = 9;
    private const int LooksToSettle = 20;

    /// <summary>Processes that just computed may spin for some time before they let go of the processor.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(string Engine, string Metric), List<double>> _values = [];

    /// <summary>Runs the rounds and writes medians, ratios and shares of the memory's speed.</summary>
    public async Task RunAsync()
    {
        List<EngineProcess> processes = [];
        try
        {
            long bytes = 0;
            Dictionary<string, (long WeightBytes, bool LargePages)> layouts = [];
            foreach (string engine in engines)
            {
                EngineProcess process = new(engine, options.Clock);
                processes.Add(process);
                WorkerReply loaded = await process.AskAsync("load", threads);
                Console.Error.WriteLine($"{engine}: {loaded.Description}");
                await process.AskAsync("generate", [Answer, .. prompts.Take(0, ShortPrompt)]);
                bytes = Math.Max(bytes, loaded.WeightBytes);
                layouts[engine] = (loaded.WeightBytes, false);
            }

            foreach (EngineProcess process in processes)
                await SettleAsync(process);
            using ReadLoop ordinaryPages = new(bytes, largePages: false, options.Clock);
            using ReadLoop largePages = new(bytes, largePages: true, options.Clock);
            for (int round = 1; round <= options.Rounds; round++)
            {
                foreach (EngineProcess process in round % 2 == 1 ? processes : Enumerable.Reverse(processes))
                    await MeasureAsync(process, round);
                await Task.Delay(Quiet);
                Add("", Metrics.OrdinaryPages, ordinaryPages.Measure(threads, ReadRepeats));
                Add("", Metrics.LargePages, largePages.Measure(threads, ReadRepeats));
            }

            foreach (EngineProcess process in processes)
            {
                long large = (await process.AskAsync("large-pages")).Bytes;
                layouts[process.Engine] = layouts[process.Engine] with { LargePages = large > layouts[process.Engine].WeightBytes / 2 };
            }

            Report(layouts);
        }
        finally
        {
            foreach (EngineProcess process in processes)
                process.Dispose();
        }
    }

    /// <summary>Waits while an engine is still moving its weights to large pages in the background.</summary>
    private static async Task SettleAsync(EngineProcess process)
    {
        long before = -1;
        for (int look = 0; look < LooksToSettle; look++)
        {
            long now = (await process.AskAsync("large-pages")).Bytes;
            if (now == before)
                return;
            before = now;
            await Task.Delay(BetweenLooks);
        }
    }

    private async Task MeasureAsync(EngineProcess process, int round)
    {
        await Task.Delay(Quiet);
        WorkerReply decode = await process.AskAsync("generate", [Generated, .. prompts.Take(2 * round, ShortPrompt)]);
        Add(process.Engine, Metrics.Decode, (Generated - 1) / decode.RestMilliseconds * 1000);
        Add(process.Engine, Metrics.ShortPrefill, ShortPrompt / decode.FirstTokenMilliseconds * 1000);

        WorkerReply first = await process.AskAsync("generate", [Answer, .. prompts.Take(2 * round + 1, LongPrompt)]);
        Add(process.Engine, Metrics.LongPrefill, LongPrompt / first.FirstTokenMilliseconds * 1000);
        Add(process.Engine, Metrics.ColdFirstToken, first.FirstTokenMilliseconds);
        WorkerReply second = await process.AskAsync("continue", [1, .. prompts.Take(2 * round, SecondTurn)]);
        Add(process.Engine, Metrics.SecondTurnFirstToken, second.FirstTokenMilliseconds);
        Add(process.Engine, Metrics.CachedTokens, second.CachedTokens);
    }

    private void Add(string engine, string metric, double value)
    {
        if (!_values.TryGetValue((engine, metric), out List<double>? values))
            _values[(engine, metric)] = values = [];
        values.Add(value);
    }

    private void Report(Dictionary<string, (long WeightBytes, bool LargePages)> layouts)
    {
        foreach (string engine in engines)
        {
            foreach ((string metric, string unit) in Metrics.Speed)
                output.Write(Measurement.Of(engine, metric, Spread.Of(_values[(engine, metric)]), unit, ("threads", threads), ("clock", options.ClockName)));

            (long weightBytes, bool onLargePages) = layouts[engine];
            List<double> limit = _values[("", onLargePages ? Metrics.LargePages : Metrics.OrdinaryPages)];
            output.Write(Measurement.Of(
                engine, "memory_bandwidth_share", Spread.OfRatios(_values[(engine, Metrics.Decode)].Select(v => v * weightBytes), limit), "1",
                ("threads", threads), ("clock", options.ClockName), ("weight_bytes", weightBytes), ("read_loop_bytes_per_second", Spread.Of(limit).Median), ("page_bytes", onLargePages ? 2 << 20 : Environment.SystemPageSize)));
        }

        if (!engines.Contains(EngineNames.Ours))
            return;
        foreach (string peer in engines.Where(e => e != EngineNames.Ours))
        {
            foreach ((string metric, _) in Metrics.Speed.Where(m => m.Metric != Metrics.CachedTokens))
            {
                Spread ratio = Spread.OfRatios(_values[(EngineNames.Ours, metric)], _values[(peer, metric)]);
                output.Write(Measurement.Of(EngineNames.Ours, $"{metric}_ratio", ratio, "1", ("threads", threads), ("clock", options.ClockName), ("peer", peer)));
            }
        }
    }
}
