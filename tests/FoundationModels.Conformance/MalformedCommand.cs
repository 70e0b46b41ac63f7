using System.Diagnostics;
using System.Text.Json;
using FoundationModels.Import;
using FoundationModels.Import.Safetensors;

namespace FoundationModels.Conformance;

/// <summary>
/// Loads every file of DIR/cases.json. A "reject" has to give one clear exception that names the file, an "accept" has to load, an
/// "either" may do both; nothing may take more than a second or more memory than 64 MB and twice the file.
/// </summary>
internal static class MalformedCommand
{
    private const long MemoryBound = 64L << 20;
    private static readonly TimeSpan TimeBound = TimeSpan.FromSeconds(1);

    // Long enough to tell slow from stuck on a busy machine.
    private static readonly TimeSpan HangBound = TimeSpan.FromSeconds(30);

    /// <summary>Runs the command.</summary>
    public static ConformanceReport Run(ConformanceArguments arguments)
    {
        ConformanceReport report = new("malformed");
        using JsonDocument cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(arguments.Directory, "cases.json")));
        foreach (JsonElement item in cases.RootElement.EnumerateArray())
        {
            string file = item.GetProperty("file").GetString()!;
            string stage = item.GetProperty("stage").GetString()!;
            if (Loader(file, stage) is not { } load)
                report.AddUnsupported(stage);
            else
                RunCase(report, Path.Combine(arguments.Directory, file), file, item.GetProperty("verdict").GetString()!, load);
        }

        return report;
    }

    /// <summary>What has to notice the fault of a stage, or null where that isn't there yet.</summary>
    private static Action<string>? Loader(string file, string stage) => stage switch
    {
        "container" when file.EndsWith(".safetensors", StringComparison.Ordinal) => path => SafetensorsFile.Open(path).Dispose(),
        "container" or "model" or "tokenizer" => ModelImporter.Validate,
        _ => null,
    };

    private static void RunCase(ConformanceReport report, string path, string id, string verdict, Action<string> load)
    {
        Outcome? outcome = null;
        Thread thread = new(() => outcome = Measure(path, load)) { IsBackground = true };
        thread.Start();
        if (!thread.Join(HangBound))
        {
            report.Add(id, false, HangBound.TotalSeconds, "hangs");
            return;
        }

        string? difference = Judge(path, verdict, outcome!);
        report.Add(id, difference is null, outcome!.Seconds, difference);
    }

    private static Outcome Measure(string path, Action<string> load)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Stopwatch watch = Stopwatch.StartNew();
        Exception? error = null;
        try
        {
            load(path);
        }
        catch (Exception e)
        {
            error = e;
        }

        return new Outcome(error, watch.Elapsed.TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - before);
    }

    private static string? Judge(string path, string verdict, Outcome outcome)
    {
        if (outcome.Error is not (null or ModelFormatException))
            return $"{outcome.Error.GetType().Name} instead of {nameof(ModelFormatException)}: {outcome.Error.Message}";
        if (verdict == "reject" && outcome.Error is null)
            return "loads, but should be refused";
        if (verdict == "accept" && outcome.Error is not null)
            return $"should load, but: {outcome.Error.Message}";
        if (outcome.Error is ModelFormatException fault && !IsIn(fault, path))
            return $"the message does not name the file: {outcome.Error.Message}";
        if (verdict != "accept" && outcome.Seconds > TimeBound.TotalSeconds)
            return $"takes {outcome.Seconds:F2} s";
        long bound = MemoryBound + (2 * SizeOf(path));
        return outcome.Bytes > bound ? $"allocates {outcome.Bytes:N0} bytes, more than {bound:N0}" : null;
    }

    /// <summary>Whether the message begins with the name of the file, or of one in the folder.</summary>
    private static bool IsIn(ModelFormatException fault, string path) =>
        fault.Message.StartsWith(Path.GetFileName(fault.File) + ": ", StringComparison.Ordinal)
        && (fault.File == path || Path.GetDirectoryName(fault.File) == Path.TrimEndingDirectorySeparator(path));

    private static long SizeOf(string path) => Directory.Exists(path)
        ? new DirectoryInfo(path).EnumerateFiles().Sum(file => file.Length)
        : new FileInfo(path).Length;

    private sealed record Outcome(Exception? Error, double Seconds, long Bytes);
}
