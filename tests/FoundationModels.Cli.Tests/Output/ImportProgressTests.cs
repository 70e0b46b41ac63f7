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
    public void Report_NotATerminal_WritesOneLineAStage()
    {
        var error = new StringWriter { NewLine = "\n" };
        using ImportProgressDisplay display = Create(error, terminal: false);

        display.Report(new ModelImportProgress("Reading", 0, 10));
        display.Report(new ModelImportProgress("Reading", 5, 10));
        display.Report(new ModelImportProgress("Writing", 10, 10));

        Assert.That(error.ToString(), Is.EqualTo("fm: Reading\nfm: Writing\n"));
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
}
