using System.Diagnostics;
using FoundationModels.Benchmarks.Output;

namespace FoundationModels.Benchmarks.Masks;

/// <summary>Compares engines at token masks of JSON Schemas by the protocol of MaskBench.</summary>
internal static class MasksCommand
{
    public const string Usage = "masks --data FILE.jsonl[.gz] --vocab TOKENIZER.JSON [--json FILE] [--failures FILE] [--limit N] [--filter NAME] [--peer none]";

    private const int ProgressEvery = 500;

    /// <summary>Runs the command and returns its exit code.</summary>
    public static int Run(string[] arguments)
    {
        MasksOptions options;
        try
        {
            options = MasksOptions.Parse(arguments);
        }
        catch (ArgumentException e)
        {
            Console.Error.WriteLine($"{e.Message}\nusage: {Usage}");
            return 2;
        }

        Tokenizer tokenizer = Tokenizer.Load(options.Vocabulary);
        EngineTally[] tallies = [.. MaskEngines.Load(tokenizer, EndTokens.Find(tokenizer, options.Vocabulary), options.Engine).Select(e => new EngineTally(e))];
        using FailureList failures = new(options.Failures);
        using BenchmarkOutput output = new("masks", options.Json);
        int number = 0;
        long start = Stopwatch.GetTimestamp();
        foreach (CorpusSchema schema in MaskCorpus.Read(options.Data, tokenizer).Where(s => s.Name.Contains(options.Filter, StringComparison.Ordinal)).Take(options.Limit))
        {
            // Each engine has the first turn at every other schema.
            foreach (EngineTally tally in number % 2 == 0 ? tallies : Enumerable.Reverse(tallies))
            {
                SchemaRun run = new SchemaWalk(tally.Engine, schema).Run();
                tally.Runs.Add(run);
                failures.Add(tally.Engine.Name, schema, run);
            }

            if (++number % ProgressEvery == 0)
                Console.Error.WriteLine($"{number} schemas, {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
        }

        new MasksReport(tallies, output).Write();
        foreach (EngineTally tally in tallies)
        {
            RefusalTable.Print(tally);
            tally.Engine.Dispose();
        }

        return 0;
    }
}
