using System.Globalization;

namespace FoundationModels.Benchmarks.Masks;

/// <summary>Prints the schemas at which an engine is slowest, for whoever wants to make it faster.</summary>
internal static class SlowList
{
    private const int Rows = 8;

    /// <summary>Prints the slowest at the first mask, at any mask, and at all of a schema's masks and steps together.</summary>
    public static void Print(EngineTally tally)
    {
        Print(tally, "first mask, ms", r => r.FirstMaskMilliseconds);
        Print(tally, "slowest mask, us", r => r.Masks.DefaultIfEmpty().Max());
        Print(tally, "slowest step, us", r => r.Steps.DefaultIfEmpty().Max());
        Print(tally, "all of the schema, ms", r => r.FirstMaskMilliseconds + ((r.Masks.Sum(m => (double)m) + r.Steps.Sum(s => (double)s)) / 1000));
    }

    private static void Print(EngineTally tally, string what, Func<SchemaRun, double> time)
    {
        IEnumerable<string> worst = tally.Runs.Where(r => r.Refusal is null).OrderByDescending(time).Take(Rows)
            .Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Schema} {time(r):0}"));
        Console.WriteLine($"{tally.Engine.Name,-10} {what}: {string.Join(", ", worst)}");
    }
}
