using FoundationModels.Cli.Output;

namespace FoundationModels.Cli.Tests.Output;

[TestFixture]
internal sealed class TerminalTextTests
{
    private const string Escape = "a\u001b[2Jb\u009b31m\r\n\tc é";

    [Test]
    public void Write_ToTerminal_ReplacesControlsButNotLineFeedAndTab()
    {
        var output = new StringWriter();

        new TerminalText(output, isTerminal: true).Write(Escape);

        Assert.That(output.ToString(), Is.EqualTo("a\uFFFD[2Jb\uFFFD31m\uFFFD\n\tc é"));
    }

    [Test]
    public void Write_ToPipe_LeavesTheTextAsItIs()
    {
        var output = new StringWriter();

        new TerminalText(output, isTerminal: false).Write(Escape);

        Assert.That(output.ToString(), Is.EqualTo(Escape));
    }
}
