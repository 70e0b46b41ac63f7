using FoundationModels.Benchmarks.Decode;
using FoundationModels.Benchmarks.Engines;
using FoundationModels.Benchmarks.Output;
using FoundationModels.Benchmarks.Workers;

namespace FoundationModels.Benchmarks.Guided;

/// <summary>The speed of guided responses and of unguided ones with the same prompts and as many tokens: rounds in which the engines take turns, each in its own process.</summary>
internal sealed class GuidedSpeed(IReadOnlyList<string> engines, int threads, DecodeOptions options, BenchmarkOutput output)
{
    private const int ExamplesPerTask = 2;
    private const int MaximumTokens = 96;

    private readonly Dictionary<(string Engine, string Metric), List<double>> _values = [];

    /// <summary>Runs the rounds and writes the medians.</summary>
    public async Task RunAsync()
    {
        List<(int Task, int[] Prompt)> cases = [];
        await using (GuidedPrompts prompts = new())
        {
            for (int task = 0; task < GuidedTasks.All.Count; task++)
            {
                foreach (GuidedExample example in GuidedTasks.All[task].Examples.Take(ExamplesPerTask))
                    cases.Add((task, await prompts.EncodeAsync(GuidedTasks.All[task], example)));
            }
        }

        List<EngineProcess> processes = [];
        try
        {
            foreach (string engine in engines)
            {
                EngineProcess process = new(engine, options.Clock);
                processes.Add(process);
                WorkerReply loaded = await process.AskAsync("load", threads);
                Console.Error.WriteLine($"{engine}: {loaded.Description}");
            }

            // The round before the first fills what engines keep: prompts, grammars, masks.
            for (int round = 0; round <= options.Rounds; round++)
            {
                foreach (EngineProcess process in round % 2 == 1 ? processes : Enumerable.Reverse(processes))
                    await MeasureAsync(process, cases, round > 0);
            }
        }
        finally
        {
            foreach (EngineProcess process in processes)
                process.Dispose();
        }

        Report();
    }

    private async Task MeasureAsync(EngineProcess process, List<(int Task, int[] Prompt)> cases, bool isCounted)
    {
        int tokens = 0, forced = 0, unguidedTokens = 0;
        double guided = 0, unguided = 0, masks = 0;
        foreach ((int task, int[] prompt) in cases)
        {
            WorkerReply reply = await process.AskAsync("guided", [task, MaximumTokens, .. prompt]);
            WorkerReply free = await process.AskAsync("unguided", [Math.Max(reply.Tokens.Length, 1), .. prompt]);
            tokens += reply.Tokens.Length;
            forced += reply.ForcedTokens;
            guided += reply.GuidedMilliseconds;
            masks += reply.MaskAndSamplingMilliseconds;
            unguidedTokens += free.Tokens.Length;
            unguided += free.GuidedMilliseconds;
        }

        if (!isCounted)
            return;
        Add(process.Engine, GuidedMetrics.Guided, tokens / guided * 1000);
        Add(process.Engine, GuidedMetrics.Unguided, unguidedTokens / unguided * 1000);
        Add(process.Engine, GuidedMetrics.TokensPerResponse, (double)tokens / cases.Count);
        if (process.Engine != EngineNames.Ours)
            return;
        Add(process.Engine, GuidedMetrics.ForcedShare, (double)forced / tokens);
        Add(process.Engine, GuidedMetrics.MaskShare, masks / guided);
    }

    private void Add(string engine, string metric, double value)
    {
        if (!_values.TryGetValue((engine, metric), out List<double>? values))
            _values[(engine, metric)] = values = [];
        values.Add(value);
    }

    private void Report()
    {
        foreach (string engine in engines)
        {
            foreach ((string metric, string unit) in GuidedMetrics.All)
            {
                if (_values.TryGetValue((engine, metric), out List<double>? values))
                    Write(engine, metric, Spread.Of(values), unit);
            }

            Write(engine, "guided_to_unguided_ratio", Spread.OfRatios(_values[(engine, GuidedMetrics.Guided)], _values[(engine, GuidedMetrics.Unguided)]), "1");
        }

        foreach (string peer in engines.Where(e => e != EngineNames.Ours && engines.Contains(EngineNames.Ours)))
            Write(EngineNames.Ours, "guided_tokens_per_second_ratio", Spread.OfRatios(_values[(EngineNames.Ours, GuidedMetrics.Guided)], _values[(peer, GuidedMetrics.Guided)]), "1", ("peer", peer));
    }

    private void Write(string engine, string metric, Spread spread, string unit, params (string Name, object Value)[] parameters) =>
        output.Write(Measurement.Of(engine, metric, spread, unit, [("threads", threads), ("clock", options.ClockName), .. parameters]));
}
