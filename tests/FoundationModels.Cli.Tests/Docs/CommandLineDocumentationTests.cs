using System.CommandLine;
using System.Text.RegularExpressions;

using FoundationModels.Sdk.Tests;

namespace FoundationModels.Cli.Tests.Docs;

[TestFixture]
internal sealed class CommandLineDocumentationTests
{
    private static readonly string Page = File.ReadAllText(SharedData.InRepository("docs", "command-line.md"));

    [Test]
    public void Page_NamesEveryOptionOfEveryVerbAndNoOther()
    {
        string[] options = [.. Options(new FmHost().CreateRoot()).Distinct().Except(["--help", "--version"]).Order(StringComparer.Ordinal)];
        string[] documented = [.. Regex.Matches(Page, "--[a-z][a-z0-9-]*").Select(m => m.Value).Distinct().Except(["--help"]).Order(StringComparer.Ordinal)];

        Assert.That(documented, Is.EqualTo(options));
    }

    [Test]
    public void Page_HasASectionForEveryVerb()
    {
        foreach (Command verb in new FmHost().CreateRoot().Subcommands)
            Assert.That(Page, Does.Match($"(?m)^## `fm {verb.Name}"), verb.Name);
    }

    private static IEnumerable<string> Options(Command command) =>
        command.Options.Select(o => o.Name).Concat(command.Subcommands.SelectMany(Options));
}
