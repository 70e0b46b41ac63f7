using FoundationModels.Benchmarks.Engines;
using FoundationModels.Benchmarks.Output;

namespace FoundationModels.Benchmarks.Decode;

/// <summary>Compares engines at prefill, decoding, time to the first token, loading and memory.</summary>
internal static class DecodeCommand
{
    public const string Usage = "decode [--json FILE] [--allow-missing] [--threads 1,2] [--rounds 7] [--engines ours,llama.cpp,ort-genai] [--clock wall|cpu]";

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

        EngineSet engines = EngineSet.Find(options);
        foreach (string engine in engines.Present)
            await EngineFactory.PrepareAsync(engine);
        PromptTokens prompts = new();
        using BenchmarkOutput output = new("decode", options.Json);
        foreach (int threads in options.Threads)
        {
            await new SpeedRounds(engines.Present, threads, options, prompts, output).RunAsync();
            await new LoadRounds(engines.Present, threads, options, prompts, output).RunAsync();
        }

        return engines.ExitCode;
    }
}
