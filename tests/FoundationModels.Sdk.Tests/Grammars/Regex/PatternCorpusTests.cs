using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using FoundationModels.Grammars;
using FoundationModels.Grammars.Automata;
using FoundationModels.Grammars.Regex;

namespace FoundationModels.Sdk.Tests.Grammars.Regex;

internal sealed class PatternCorpusTests
{
    [Test]
    public void Compile_PatternsOfRealSchemas_AreNearlyAllSupported()
    {
        HashSet<string> patterns = [];
        using (StreamReader reader = new(new GZipStream(File.OpenRead(SharedData.Require("data", "maskbench-dev.jsonl.gz")), CompressionMode.Decompress)))
        {
            while (reader.ReadLine() is { } line)
                Collect(JsonDocument.Parse(line).RootElement.GetProperty("schema"), patterns);
        }
        List<double> times = [];
        List<string> refused = [];
        int mostStates = 0;
        foreach (string pattern in patterns)
        {
            Stopwatch watch = Stopwatch.StartNew();
            try
            {
                ByteAutomaton automaton = PatternAutomaton.Compile(pattern);
                mostStates = Math.Max(mostStates, automaton.StateCount);
            }
            catch (GrammarRefusal refusal)
            {
                refused.Add(refusal.Reason);
            }
            times.Add(watch.Elapsed.TotalMicroseconds);
        }
        times.Sort();
        TestContext.Out.WriteLine($"{patterns.Count} patterns, {refused.Count} refused, at most {mostStates} states; "
            + $"p50 {times[times.Count / 2]:F0} µs, p99 {times[times.Count * 99 / 100]:F0} µs, longest {times[^1]:F0} µs");
        Assert.That(patterns, Has.Count.GreaterThan(1_000));
        Assert.That(refused, Is.Empty);
    }

    private static void Collect(JsonElement element, HashSet<string> patterns)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
                Collect(item, patterns);
        }
        if (element.ValueKind != JsonValueKind.Object)
            return;
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (property.Name == "pattern" && property.Value.ValueKind == JsonValueKind.String)
                patterns.Add(property.Value.GetString()!);
            if (property.Name == "patternProperties" && property.Value.ValueKind == JsonValueKind.Object)
                patterns.UnionWith(property.Value.EnumerateObject().Select(inner => inner.Name));
            Collect(property.Value, patterns);
        }
    }
}
