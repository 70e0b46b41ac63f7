using FoundationModels.Benchmarks.Decode;
using FoundationModels.Benchmarks.Engines;
using FoundationModels.Benchmarks.Output;

namespace FoundationModels.Benchmarks.Guided;

/// <summary>Compares guided responses of the default model with unguided ones, at speed between engines and at accuracy within this SDK.</summary>
internal static class GuidedCommand
{
    public const string Usage = "guided [--json FILE] [--allow-missing] [--threads 1,2] [--rounds 7] [--engines ours,llama.cpp,ort-genai] [--clock wall|cpu]";

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
        using BenchmarkOutput output = new("guided", options.Json);
        foreach (int threads in options.Threads)
            await new GuidedSpeed(engines.Present, threads, options, output).RunAsync();
        return engines.ExitCode;
    }
}
