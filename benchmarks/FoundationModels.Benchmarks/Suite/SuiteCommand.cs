using FoundationModels.Benchmarks.Engines;
using FoundationModels.Benchmarks.Output;

namespace FoundationModels.Benchmarks.Suite;

/// <summary>Runs one draft's required tests of JSON-Schema-Test-Suite through the grammar engine.</summary>
internal static class SuiteCommand
{
    public const string Usage = "suite DIR [--json FILE] [--verbose] [--update]";

    /// <summary>Runs the command and returns its exit code: 1 where a test is worse than the ratchet file allows.</summary>
    public static int Run(string[] arguments)
    {
        SuiteOptions options;
        SuiteFolder folder;
        try
        {
            options = SuiteOptions.Parse(arguments);
            folder = new SuiteFolder(options.Folder);
        }
        catch (ArgumentException e)
        {
            Console.Error.WriteLine($"{e.Message}\nusage: {Usage}");
            return 2;
        }

        SuiteJudge judge = new(folder);
        SuiteResult[] results = [.. folder.ReadGroups().SelectMany(judge.Judge)];
        using (BenchmarkOutput output = new("suite", options.Json))
            Report(folder.Name, results, output);
        if (options.IsVerbose)
        {
            foreach (SuiteResult result in results.Where(r => r.Outcome != SuiteOutcome.Right))
                Console.WriteLine($"{result.Outcome}: {result.Name} ({result.Detail})");
        }

        SuiteRatchet ratchet = SuiteRatchet.Read();
        if (options.Updates)
        {
            ratchet.Update(folder.Name, results);
            return 0;
        }

        IReadOnlyList<SuiteResult> worse = ratchet.Worse(folder.Name, results);
        foreach (SuiteResult result in worse)
            Console.Error.WriteLine($"Worse than before: {result.Name}: {result.Outcome} ({result.Detail})");
        if (ratchet.Better(folder.Name, results) is > 0 and int better)
            Console.Error.WriteLine($"{better} tests are better than before; --update holds later runs to that.");
        return worse.Count > 0 ? 1 : 0;
    }

    private static void Report(string draft, SuiteResult[] results, BenchmarkOutput output)
    {
        void Write(string metric, int value) => output.Write(new Measurement(EngineNames.Ours, metric, value, "tests", ("draft", draft)));
        int Count(SuiteOutcome outcome) => results.Count(r => r.Outcome == outcome);
        Write("right", Count(SuiteOutcome.Right));
        Write("refused", Count(SuiteOutcome.Refused));
        Write("false_accepts", Count(SuiteOutcome.FalseAccept));
        Write("false_rejects", Count(SuiteOutcome.FalseReject));
        Write("total", results.Length);
    }
}
