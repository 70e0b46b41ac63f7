using System.Text.RegularExpressions;

namespace FoundationModels.Benchmarks.Masks;

/// <summary>Counts why an engine refuses schemas. What differs between schemas, places and quoted names, is left out, so that like reasons fall together.</summary>
internal static partial class RefusalTable
{
    private const int Rows = 40;
    private const int Width = 160;

    /// <summary>Prints the most frequent reasons.</summary>
    public static void Print(EngineTally tally)
    {
        var reasons = tally.Runs.Select(r => r.Refusal).OfType<string>().Concat(tally.Verdicts.Select(v => v.Failure).OfType<string>().Select(f => $"(while matching) {f}"))
            .CountBy(Shape).OrderByDescending(r => r.Value).ToArray();
        foreach ((string reason, int count) in reasons.Take(Rows))
            Console.WriteLine($"{tally.Engine.Name,-10} {count,6} × {(reason.Length > Width ? reason[..Width] : reason)}");
        if (reasons.Length > Rows)
            Console.WriteLine($"{tally.Engine.Name,-10} and {reasons.Length - Rows} more reasons");
    }

    private static string Shape(string reason) => Names().Replace(Pointers().Replace(reason.ReplaceLineEndings(" "), ""), "…");

    [GeneratedRegex("""^#?/\S*: |\s+while processing \S+""")]
    private static partial Regex Pointers();

    [GeneratedRegex("""(?<!\w)"(?:[^"\\]|\\.)*"|'[^']*'(?!\w)|`[^`]*`|\d+""")]
    private static partial Regex Names();
}
