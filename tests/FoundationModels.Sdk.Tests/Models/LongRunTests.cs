using System.Globalization;

namespace FoundationModels.Sdk.Tests.Models;

/// <summary>What only shows after many turns.</summary>
[Category("Slow")]
[Platform("Linux", Reason = "The operating system's own account of private memory is read.")]
internal sealed class LongRunTests
{
    private const int Turns = 1000;
    private const int TurnsOfASession = 5;
    private const int WarmUp = 100;

    [Test]
    public async Task RespondAsync_AThousandTurns_TakeNoMemoryBeyondTheCaches()
    {
        SystemLanguageModelOptions options = new() { MaximumCacheBytes = 64L << 20 };
        await using SystemLanguageModel model = DefaultModel.New(options);
        GenerationOptions shortAnswer = new() { MaximumResponseTokens = 8, Sampling = SamplingMode.TopP(0.9, seed: 1) };
        long before = 0;
        for (int turn = 0; turn < Turns;)
        {
            await using LanguageModelSession session = new(model, $"You are the assistant number {turn}.");
            for (int i = 0; i < TurnsOfASession; i++, turn++)
                await session.RespondAsync($"This is question {turn}. What comes next?", shortAnswer);
            if (turn == WarmUp)
                before = PrivateBytes();
        }

        long growth = PrivateBytes() - before;
        TestContext.Out.WriteLine($"private memory grew by {growth >> 10:N0} KB from turn {WarmUp} to turn {Turns}");
        Assert.That(growth, Is.LessThanOrEqualTo(options.MaximumCacheBytes));
    }

    private static long PrivateBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        string line = File.ReadLines("/proc/self/smaps_rollup").First(l => l.StartsWith("Anonymous:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
