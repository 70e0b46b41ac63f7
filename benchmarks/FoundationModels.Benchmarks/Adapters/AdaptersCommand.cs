using FoundationModels.Benchmarks.Decode;
using FoundationModels.Benchmarks.Engines;
using FoundationModels.Benchmarks.Output;

namespace FoundationModels.Benchmarks.Adapters;

/// <summary>Measures what adapters cost: a step with them by rank and number, the time until one is in use, and what training takes.</summary>
internal static class AdaptersCommand
{
    public const string Usage = "adapters [--json FILE] [--threads 1,2] [--rounds 7] [--clock wall|cpu]";

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
        using BenchmarkOutput output = new("adapters", options.Json);
        await new AdapterTraining(options.Threads, options.Rounds, output).RunAsync();
        foreach (int threads in options.Threads)
        {
            new AdapterSteps(threads, options, output).Run();
            await new AdapterSwaps(threads, options, output).RunAsync();
        }

        return 0;
    }
}
