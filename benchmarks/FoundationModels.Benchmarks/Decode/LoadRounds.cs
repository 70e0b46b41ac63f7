using FoundationModels.Benchmarks.Engines;
using FoundationModels.Benchmarks.Output;
using FoundationModels.Benchmarks.Workers;

namespace FoundationModels.Benchmarks.Decode;

/// <summary>Loading, private memory and managed allocation: what a process of its own pays once.</summary>
internal sealed class LoadRounds(IReadOnlyList<string> engines, int threads, DecodeOptions options, PromptTokens prompts, BenchmarkOutput output)
{
    private const int Prompt = 64;
    private const int LongPrompt = 512;
    private const int Generated = 160;
    private const int AllocationRepeats = 5;

    /// <summary>Runs the rounds and writes the medians.</summary>
    public async Task RunAsync()
    {
        Dictionary<string, List<double>> loads = engines.ToDictionary(e => e, _ => new List<double>());

        // The round before the first warms the cache of files.
        for (int round = 0; round <= options.Rounds; round++)
        {
            foreach (string engine in round % 2 == 1 ? engines : engines.Reverse())
            {
                using EngineProcess process = new(engine, options.Clock);
                WorkerReply loaded = await process.AskAsync("load", threads);
                if (round > 0)
                    loads[engine].Add(loaded.LoadMilliseconds);
            }
        }

        foreach (string engine in engines)
        {
            output.Write(Measurement.Of(engine, "load_ms", Spread.Of(loads[engine]), "ms", ("threads", threads), ("clock", options.ClockName)));
            output.Write(new Measurement(engine, "private_bytes", await PeakAsync(engine), "bytes", ("threads", threads), ("clock", options.ClockName)));
            if (engine != EngineNames.LlamaCpp)
                output.Write(Measurement.Of(engine, "managed_bytes_per_token", await AllocationAsync(engine), "bytes", ("threads", threads), ("clock", options.ClockName)));
        }
    }

    /// <summary>The most private memory of a process that loads, takes a long prompt and answers it.</summary>
    private async Task<long> PeakAsync(string engine)
    {
        using EngineProcess process = new(engine, options.Clock);
        await process.AskAsync("watch");
        await process.AskAsync("load", threads);
        await process.AskAsync("generate", [Generated, .. prompts.Take(1, LongPrompt)]);
        return (await process.AskAsync("peak")).Bytes;
    }

    /// <summary>What a token allocates on the managed heap once a response is under way.</summary>
    private async Task<Spread> AllocationAsync(string engine)
    {
        using EngineProcess process = new(engine, options.Clock);
        await process.AskAsync("load", threads);
        await process.AskAsync("generate", [Generated, .. prompts.Take(1, Prompt)]);
        List<double> bytes = [];
        for (int i = 0; i < AllocationRepeats; i++)
        {
            WorkerReply reply = await process.AskAsync("allocated", [Generated, .. prompts.Take(i + 2, Prompt)]);
            bytes.Add(reply.AllocatedBytesPerToken);
        }

        // A response with many broken characters shows too little text to be counted.
        return Spread.Of(bytes.Where(b => !double.IsNaN(b)));
    }
}
