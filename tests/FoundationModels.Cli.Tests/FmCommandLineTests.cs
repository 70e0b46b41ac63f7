namespace FoundationModels.Cli.Tests;

[TestFixture]
internal sealed class FmCommandLineTests
{
    [TestCase]
    [TestCase("dance")]
    [TestCase("respond", "two", "prompts")]
    public async Task Run_CommandLineThatMakesNoSense_IsAUsageError(params string[] arguments)
    {
        FmRun run = await new FmHost().RunAsync(arguments);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.Error, Does.StartWith("fm: ").And.Contain("--help"));
    }

    [Test]
    public async Task Run_Help_ListsTheVerbs()
    {
        FmRun run = await new FmHost().RunAsync("--help");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Success));
        foreach (string verb in new[] { "respond", "chat", "tokens", "import", "models", "doctor", "bench" })
            Assert.That(run.Output, Does.Contain($"  {verb} "));
    }

    [Test]
    public async Task Run_Version_IsThatOfTheAssembly()
    {
        FmRun run = await new FmHost().RunAsync("--version");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Success));
        Assert.That(run.Output, Does.Match(@"^\d+\.\d+\.\d+"));
    }
}
