using FoundationModels.Cli.Chat;

namespace FoundationModels.Cli.Tests.Chat;

[TestFixture]
internal sealed class SlashCommandTests
{
    [TestCase("/help", "help", "")]
    [TestCase("  /Save  my chat.json ", "save", "my chat.json")]
    [TestCase("/instructions Be brief.", "instructions", "Be brief.")]
    public void Parse_SlashAndLetters_IsACommand(string line, string name, string argument)
    {
        Assert.That(SlashCommand.Parse(line), Is.EqualTo(new SlashCommand(name, argument)));
    }

    [TestCase("Hello /help")]
    [TestCase("/")]
    [TestCase("/usr/bin/env is what?")]
    [TestCase("// what is this comment?")]
    [TestCase("")]
    public void Parse_AnythingElse_IsAPrompt(string line)
    {
        Assert.That(SlashCommand.Parse(line), Is.Null);
    }
}
