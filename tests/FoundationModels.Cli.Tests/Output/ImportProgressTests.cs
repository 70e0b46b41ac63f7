using FoundationModels.Cli.Output;

namespace FoundationModels.Cli.Tests.Output;

[TestFixture]
internal sealed class ImportProgressTests
{
    [Test]
    public void Dispose_WithoutReports_LeavesNoTrace([Values] bool terminal)
    {
        var error = new StringWriter();

        Create(error, terminal).Dispose();

        Assert.That(error.ToString(), Is.Empty);
    }

    [Test]
    public void Report_NotATerminal_WritesOneLineAKindOfWork()
    {
        var error = new StringWriter { NewLine = "\n" };
        using ImportProgressDisplay display = Create(error, terminal: false);

        display.Report(new ModelImportProgress("Checking model.gguf", 0, 10));
        display.Report(new ModelImportProgress("Converting first.weight", 1, 10));
        display.Report(new ModelImportProgress("Converting second.weight", 2, 10));
        display.Report(new ModelImportProgress("Finished", 10, 10));

        Assert.That(error.ToString(), Is.EqualTo("fm: Checking model.gguf\nfm: Converting first.weight\nfm: Finished\n"));
    }

    [Test]
    public void Report_NotATerminalAndSlow_GivesASignOfLife()
    {
        var error = new StringWriter { NewLine = "\n" };
        var clock = new StoppedClock();
        using var display = new ImportProgressLines(error, clock);

        display.Report(new ModelImportProgress("Converting first.weight", 1, 10));
        clock.Advance(TimeSpan.FromSeconds(4));
        display.Report(new ModelImportProgress("Converting second.weight", 5, 10));

        Assert.That(error.ToString(), Is.EqualTo("fm: Converting first.weight\nfm: Converting second.weight (50 %)\n"));
    }

    [Test]
    public void Report_Terminal_DrawsABarOverItselfAndClearsItAtTheEnd()
    {
        var error = new StringWriter();
        using (ImportProgressDisplay display = Create(error, terminal: true))
        {
            display.Report(new ModelImportProgress("Reading", 50, 100));
            Assert.That(error.ToString(), Does.StartWith("\r[############............]").And.Contain("50").And.EndsWith("Reading"));
        }

        string[] drawings = error.ToString().Split('\r', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(drawings[^1], Is.EqualTo(new string(' ', drawings[0].Length)));
        Assert.That(error.ToString(), Does.EndWith("\r").And.Not.Contain("\n"));
    }

    private static ImportProgressDisplay Create(TextWriter error, bool terminal) =>
        ImportProgressDisplay.Create(new StandardStreams(TextReader.Null, TextWriter.Null, error, terminal ? Terminals.Error : Terminals.None, useColor: false));

    private sealed class StoppedClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan time) => _now += time.Ticks;
    }
}
