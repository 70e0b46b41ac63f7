using System.Text.Json;

namespace FoundationModels.Cli.Tests.Commands;

[TestFixture]
internal sealed class TokensCommandTests
{
    [Test]
    public async Task Tokens_Text_ListsIdsAndPiecesThatMakeTheText()
    {
        FmRun run = await new FmHost().RunAsync("tokens", "Hello world");

        Assert.That(run, Is.EqualTo(new FmRun(ExitCode.Success, "  19556  Hello\n    905   world\n2 tokens\n", "")));
    }

    [Test]
    public async Task Tokens_Json_HasCountIdsAndPieces()
    {
        FmRun run = await new FmHost().RunAsync("tokens", "Grüße, Welt!", "--json");

        JsonElement json = JsonDocument.Parse(run.Output).RootElement;
        Assert.That(json.GetProperty("count").GetInt32(), Is.EqualTo(json.GetProperty("ids").GetArrayLength()));
        Assert.That(string.Concat(json.GetProperty("pieces").EnumerateArray().Select(p => p.GetString())), Is.EqualTo("Grüße, Welt!"));
    }

    [Test]
    public async Task Tokens_Count_IsTheNumberAlone()
    {
        FmRun run = await new FmHost().RunAsync("tokens", "Hello world", "--count");

        Assert.That(run.Output, Is.EqualTo("2\n"));
    }

    [Test]
    public async Task Tokens_StandardInput_CountsItsLineEnd()
    {
        FmRun run = await new FmHost { Input = "Hello world\n" }.RunAsync("tokens", "--count", "--json");

        Assert.That(JsonDocument.Parse(run.Output).RootElement.GetProperty("count").GetInt32(), Is.EqualTo(3));
    }

    [Test]
    public async Task Tokens_TextLikeATurnMark_IsOrdinaryText()
    {
        FmRun marked = await new FmHost().RunAsync("tokens", "<|im_start|>", "--count");

        Assert.That(int.Parse(marked.Output, System.Globalization.CultureInfo.InvariantCulture), Is.GreaterThan(1));
    }

    [Test]
    public async Task Tokens_PiecesWithoutWidth_AreEscaped()
    {
        FmRun run = await new FmHost().RunAsync("tokens", "a\n\tb\u200b🌍");

        Assert.That(run.Output.Split('\n')[..^2], Has.All.Match(@"^ *\d+  .+$"), run.Output);
        Assert.That(run.Output, Does.Contain("\\n").And.Contain("\\t"));
        Assert.That(run.Output.AsSpan().IndexOfAny("\t\u200b\uFFFD"), Is.EqualTo(-1), run.Output);
    }

    [Test]
    public async Task Tokens_Framed_CountsTheRequestWithItsInstructions()
    {
        var host = new FmHost();

        FmRun plain = await host.RunAsync("tokens", "one two", "--framed");
        FmRun instructed = await host.RunAsync("tokens", "one two", "--framed", "-i", "Be very brief.");

        Assert.That(plain.Output, Is.EqualTo("2\n"));
        Assert.That(instructed.Output, Is.EqualTo("5\n"));
    }

    [Test]
    public async Task Tokens_InstructionsWithoutFrame_IsAUsageError()
    {
        FmRun run = await new FmHost().RunAsync("tokens", "one two", "-i", "Be brief.");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(run.Error, Does.Contain("--framed"));
    }

    [Test]
    public async Task Tokens_NoText_IsAUsageError()
    {
        FmRun run = await new FmHost().RunAsync("tokens");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(run.Error, Does.StartWith("fm: There is no text"));
    }
}
