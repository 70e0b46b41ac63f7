using System.Diagnostics;
using FoundationModels.Benchmarks.Decode;
using FoundationModels.Benchmarks.Engines;
using FoundationModels.Benchmarks.Output;
using FoundationModels.Inference;
using FoundationModels.Models;

namespace FoundationModels.Benchmarks.Sessions;

/// <summary>Measures what sessions that respond at once do to each other: the speed of all together against one alone, and how evenly they share it.</summary>
internal static class SessionsCommand
{
    public const string Usage = "sessions [--json FILE] [--threads 1,2] [--rounds 7]";

    private const int Together = 8;
    private const int PromptLength = 32;
    private const int ResponseLength = 64;

    /// <summary>Runs the command and returns its exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        DecodeOptions options;
        try
        {
            options = DecodeOptions.Parse(arguments);
        }
        catch (ArgumentException e)
        {
            Console.Error.WriteLine($"{e.Message}\nusage: {Usage}");
            return 2;
        }

        await ImportedModel.MakeAsync();
        using BenchmarkOutput output = new("sessions", options.Json);
        foreach (int threads in options.Threads)
            await MeasureAsync(threads, options.Rounds, output);
        return 0;
    }

    private static async Task MeasureAsync(int threads, int rounds, BenchmarkOutput output)
    {
        await using SystemLanguageModel model = new(RepositoryFiles.Model, new() { Threads = threads, StoreFolder = ImportedModel.StoreFolder });
        ModelEngine engine = await model.GetEngineAsync(CancellationToken.None);
        PromptTokens prompts = new();
        List<double> alone = [];
        List<double> together = [];
        List<double> evenness = [];
        int prompt = 0;
        for (int round = -1; round < rounds; round++)
        {
            (double one, _) = await RespondAsync(engine.Decoder, prompts, prompt, 1);
            (double all, double even) = await RespondAsync(engine.Decoder, prompts, prompt + 1, Together);
            prompt += 1 + Together;

            // The first round warms up.
            if (round < 0)
                continue;
            alone.Add(one);
            together.Add(all);
            evenness.Add(even);
        }

        output.Write(Measurement.Of(EngineNames.Ours, "total_tokens_per_second", Spread.Of(alone), "tokens/s", ("sessions", 1), ("threads", threads)));
        output.Write(Measurement.Of(EngineNames.Ours, "total_tokens_per_second", Spread.Of(together), "tokens/s", ("sessions", Together), ("threads", threads)));
        output.Write(Measurement.Of(EngineNames.Ours, "total_to_one_session_ratio", Spread.OfRatios(together, alone), "1", ("sessions", Together), ("threads", threads)));
        output.Write(Measurement.Of(EngineNames.Ours, "slowest_to_fastest_ratio", Spread.Of(evenness), "1", ("sessions", Together), ("threads", threads)));
    }

    /// <summary>Lets sessions respond at once.</summary>
    /// <returns>Tokens a second of all together, and the slowest session's speed by the fastest's.</returns>
    private static async Task<(double TokensPerSecond, double Evenness)> RespondAsync(Decoder decoder, PromptTokens prompts, int number, int sessions)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan[] times = await Task.WhenAll(Enumerable.Range(number, sessions).Select(async n =>
        {
            DecodeRequest request = new()
            {
                Prompt = prompts.Take(n, PromptLength).ToArray(),
                Options = new GenerationOptions { Sampling = SamplingMode.Greedy, MaximumResponseTokens = ResponseLength },
            };
            await decoder.GenerateAsync(request);
            return Stopwatch.GetElapsedTime(start);
        }));
        return (sessions * ResponseLength / times.Max().TotalSeconds, times.Min() / times.Max());
    }
}
