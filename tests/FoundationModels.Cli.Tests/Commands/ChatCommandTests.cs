using FoundationModels.Cli.Arguments;

namespace FoundationModels.Cli.Tests.Commands;

[TestFixture]
internal sealed class ChatCommandTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("fm-chat-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Chat_Lines_AreTurnsOfOneConversation()
    {
        var model = new ScriptedLanguageModel("Hello Ann.", "Ann.");

        FmRun run = await ChatAsync(model, "I am Ann.", "", "Who am I?");

        Assert.That(run, Is.EqualTo(new FmRun(ExitCode.Success, "Hello Ann.\nAnn.\n", "")));
        Assert.That(model.Requests[1].Transcript.Select(e => e.Text), Is.EqualTo(new[] { "I am Ann.", "Hello Ann.", "Who am I?" }));
    }

    [Test]
    public async Task Chat_Quit_EndsBeforeTheNextLine()
    {
        var model = ScriptedLanguageModel.Echo();

        FmRun run = await ChatAsync(model, "one", "/quit", "two");

        Assert.That(run, Is.EqualTo(new FmRun(ExitCode.Success, "one\n", "")));
    }

    [Test]
    public async Task Chat_Help_ListsEveryCommand()
    {
        FmRun run = await ChatAsync(ScriptedLanguageModel.Echo(), "/help");

        Assert.That(
            run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[0]),
            Is.EqualTo(new[] { "/help", "/quit", "/clear", "/save", "/resume", "/model", "/instructions", "/usage" }));
        Assert.That(run.Output, Is.Empty);
    }

    [Test]
    public async Task Chat_Clear_KeepsTheInstructionsOnly()
    {
        var model = ScriptedLanguageModel.Echo();
        var host = new FmHost { Model = model, Input = "one\n/clear\ntwo\n" };

        await host.RunAsync("chat", "--instructions", "Be brief.");

        Assert.That(model.Requests[1].Transcript.Select(e => e.Text), Is.EqualTo(new[] { "Be brief.", "two" }));
    }

    [Test]
    public async Task Chat_SaveAndResume_BringTheConversationBack()
    {
        string file = Path.Combine(_folder, "my chat.json");
        var model = ScriptedLanguageModel.Echo();

        FmRun run = await ChatAsync(model, "one", $"/save {file}", "/clear", "two", $"/resume {file}", "three");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Success));
        Assert.That(model.Requests[^1].Transcript.Select(e => e.Text), Is.EqualTo(new[] { "one", "one", "three" }));
    }

    [Test]
    public async Task Chat_Instructions_ReplacesThemAndKeepsTheHistory()
    {
        var model = ScriptedLanguageModel.Echo();

        FmRun run = await ChatAsync(model, "/instructions", "one", "/instructions Be brief.", "two", "/instructions Be kind.", "three");

        Assert.That(run.Error, Does.StartWith("There are no instructions.\n").And.EndWith("Be kind.\n"));
        Assert.That(
            model.Requests[2].Transcript.Select(e => e.Text),
            Is.EqualTo(new[] { "Be kind.", "one", "one", "two", "two", "three" }));
    }

    [Test]
    public async Task Chat_Model_GoesOnWithAnotherOneAndTheSameConversation()
    {
        var second = new ScriptedLanguageModel("from the second") { Id = "second" };
        var host = new FmHost
        {
            Input = "one\n/model second.gguf\ntwo\n",
            Opener = (settings, _, _) => Task.FromResult<ILanguageModel>(settings.Path is null ? ScriptedLanguageModel.Fixed("from the first") : second),
        };

        FmRun run = await host.RunAsync("chat", "--threads", "2");

        Assert.That(run, Is.EqualTo(new FmRun(ExitCode.Success, "from the first\nfrom the second\n", "second\n")));
        Assert.That(second.Requests.Single().Transcript.Select(e => e.Text), Is.EqualTo(new[] { "one", "from the first", "two" }));
        Assert.That(host.Opened[1], Is.EqualTo(new ModelSettings("second.gguf", 2, ModelPrecision.Fast)));
    }

    [Test]
    public async Task Chat_ModelThatCannotBeOpened_GoesOnWithTheOld()
    {
        var host = new FmHost
        {
            Input = "/model absent.gguf\none\n",
            Opener = (settings, _, _) => settings.Path is null
                ? Task.FromResult<ILanguageModel>(ScriptedLanguageModel.Echo())
                : Task.FromException<ILanguageModel>(new FileNotFoundException("absent.gguf is not there.")),
        };

        FmRun run = await host.RunAsync("chat");

        Assert.That(run, Is.EqualTo(new FmRun(ExitCode.Success, "one\n", "absent.gguf is not there.\n")));
    }

    [Test]
    public async Task Chat_Usage_IsTheSumOverTheTurns()
    {
        FmRun run = await ChatAsync(new ScriptedLanguageModel("a b", "c"), "one", "two three", "/usage");

        Assert.That(run.Error, Is.EqualTo("6 input tokens (0 cached), 3 output tokens\n"));
    }

    [TestCase("/dance", "There is no /dance. See /help.\n")]
    [TestCase("/save", "/save needs a FILE.\n")]
    [TestCase("/resume", "/resume needs a FILE.\n")]
    public async Task Chat_WrongCommand_SaysSoAndGoesOn(string line, string message)
    {
        FmRun run = await ChatAsync(ScriptedLanguageModel.Echo(), line, "one");

        Assert.That(run, Is.EqualTo(new FmRun(ExitCode.Success, "one\n", message)));
    }

    [Test]
    public async Task Chat_TurnThatFails_IsForgottenAndTheChatGoesOn()
    {
        var model = new ScriptedLanguageModel(new ScriptedReply("half") { Failure = new FoundationModelsException("The device is gone.") }, "whole");

        FmRun run = await ChatAsync(model, "one", "two");

        Assert.That(run, Is.EqualTo(new FmRun(ExitCode.Success, "half\nwhole\n", "The device is gone.\n")));
        Assert.That(model.Requests[1].Transcript.Select(e => e.Text), Is.EqualTo(new[] { "two" }));
    }

    [Test]
    public async Task Chat_CtrlCDuringAnAnswer_CancelsThatTurnOnly()
    {
        FmHost host = null!;
        var model = new ScriptedLanguageModel(request =>
        {
            if (request.Transcript[^1].Text != "long")
                return "short answer";
            host.Interrupts.Press();
            return new ScriptedReply(Enumerable.Repeat("word ", 1000)) { PieceDelay = TimeSpan.FromMilliseconds(20) };
        });
        host = new FmHost { Model = model, Input = "long\nnext\n" };

        FmRun run = await host.RunAsync("chat");

        Assert.That(run, Is.EqualTo(new FmRun(ExitCode.Success, "short answer\n", "Cancelled; nothing of this turn is kept.\n")));
        Assert.That(model.Requests[1].Transcript.Select(e => e.Text), Is.EqualTo(new[] { "next" }));
    }

    private static Task<FmRun> ChatAsync(ILanguageModel model, params string[] lines) =>
        new FmHost { Model = model, Input = string.Join('\n', lines) + "\n" }.RunAsync("chat");
}
