using System.Diagnostics;
using FoundationModels.Sdk.Tests.Grammars.Properties;

namespace FoundationModels.Sdk.Tests.Grammars.Hostile;

/// <summary>Whatever a schema asks for, there is a grammar or a clear refusal, soon and in little memory.</summary>
[NonParallelizable]
internal sealed class HostileSchemaTests
{
    private const long MostBytes = 256L << 20;

    private static IEnumerable<string> Names => HostileSchemas.All.Keys;

    [TestCaseSource(nameof(Names))]
    public void A_hostile_schema_is_compiled_or_refused_within_a_second(string name)
    {
        Use("""{"type":"object","properties":{"a":{"type":"array","items":{"type":["string","number"]}}},"required":["a"]}""");
        string schema = HostileSchemas.All[name]();
        long memory = GC.GetTotalMemory(forceFullCollection: true);
        Stopwatch wall = Stopwatch.StartNew();
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        (object? kept, string result) = Use(schema);

        // On a busy machine the processor's time says more, on an idle one with many threads the clock's.
        TimeSpan time = TimeSpan.FromTicks(Math.Min(wall.Elapsed.Ticks, (Process.GetCurrentProcess().TotalProcessorTime - before).Ticks));
        memory = GC.GetTotalMemory(forceFullCollection: true) - memory;
        GC.KeepAlive(kept);
        TestContext.Out.WriteLine($"{time.TotalMilliseconds:F0} ms, {memory >> 20} MB: {result}");
        Assert.That(time, Is.LessThan(TimeSpan.FromSeconds(1)), result);
        Assert.That(memory, Is.LessThan(MostBytes));
    }

    private static (object? Kept, string Result) Use(string schema)
    {
        GrammarMatcher matcher;
        try
        {
            matcher = new GrammarMatcher(new GrammarCompiler().Compile(Grammar.JsonSchema(schema)), SmallVocabulary.Tokens);
        }
        catch (GrammarException e)
        {
            return (null, e.Message);
        }

        string step = "the first mask";
        try
        {
            Assert.That(matcher.GetNextTokenMask().AllowedCount, Is.Positive);
            step = "the shortest completion";
            byte[] completion = matcher.GetShortestCompletion();
            step = "its bytes";
            Assert.That(Array.TrueForAll(completion, matcher.TryAcceptByte) && matcher.IsAccepting, Is.True);
            return (matcher, $"a text of {completion.Length} bytes");
        }
        catch (GrammarException e)
        {
            return (matcher, $"at {step}: {e.Message}");
        }
    }
}
