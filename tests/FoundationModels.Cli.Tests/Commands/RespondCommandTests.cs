using System.Text.Json;

using FoundationModels.Cli.Arguments;
using FoundationModels.Cli.Output;

namespace FoundationModels.Cli.Tests.Commands;

[TestFixture]
internal sealed class RespondCommandTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("fm-respond-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase]
    [TestCase("--no-stream")]
    public async Task Respond_Prompt_WritesTheAnswerAndALineEnd(params string[] more)
    {
        FmRun run = await FmRun.WithAsync(ScriptedLanguageModel.Fixed("It is blue."), ["respond", "Which colour?", .. more]);

        Assert.That(run, Is.EqualTo(new FmRun(ExitCode.Success, "It is blue.\n", "")));
    }

    [Test]
    public async Task Respond_PromptFileAndStandardInput_AreOnePromptInThatOrder()
    {
        string file = Path.Combine(_folder, "notes.txt");
        await File.WriteAllTextAsync(file, "from the file\n");
        var host = new FmHost { Input = "from the pipe\r\n" };

        FmRun run = await host.RunAsync("respond", "the argument", "--file", file);

        Assert.That(run.Output, Is.EqualTo("the argument\n\nfrom the file\n\nfrom the pipe\n"));
    }

    [Test]
    public async Task Respond_StandardInputAlone_IsThePrompt()
    {
        FmRun run = await new FmHost { Input = "Grüße, 世界 🌍\n" }.RunAsync("respond");

        Assert.That(run.Output, Is.EqualTo("Grüße, 世界 🌍\n"));
    }

    [Test]
    public async Task Respond_PromptThatBeginsWithAnAt_IsNotAFileOfArguments()
    {
        FmRun run = await FmRun.WithAsync(ScriptedLanguageModel.Echo(), "respond", "@alice said hello");

        Assert.That(run, Is.EqualTo(new FmRun(ExitCode.Success, "@alice said hello\n", "")));
    }

    [Test]
    public async Task Respond_PromptAfterTwoDashes_MayBeginWithADash()
    {
        FmRun run = await FmRun.WithAsync(ScriptedLanguageModel.Echo(), "respond", "--", "--stop");

        Assert.That(run, Is.EqualTo(new FmRun(ExitCode.Success, "--stop\n", "")));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" \n")]
    public async Task Respond_NoPrompt_IsAUsageError(string? input)
    {
        FmRun run = await new FmHost { Input = input }.RunAsync("respond");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.Error, Does.StartWith("fm: There is no prompt").And.EndWith("See 'fm respond --help'.\n"));
    }

    [TestCase("--colour", "red")]
    [TestCase("--temperature", "-1")]
    [TestCase("--threads", "0")]
    [TestCase("--precision", "double")]
    [TestCase("--max-tokens", "many")]
    public async Task Respond_WrongOption_IsAUsageErrorThatNamesIt(string option, string value)
    {
        FmRun run = await FmRun.WithAsync(ScriptedLanguageModel.Echo(), "respond", "Hello", option, value);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.Error, Does.Contain(option));
    }

    [Test]
    public async Task Respond_InstructionsAndSampling_ReachTheModel()
    {
        var model = ScriptedLanguageModel.Fixed("one two three STOP four");

        FmRun run = await FmRun.WithAsync(
            model, "respond", "Count", "-i", "Be brief.", "--seed", "5", "--top-k", "3", "--stop", "STOP", "--max-tokens", "9");

        LanguageModelRequest request = model.Requests.Single();
        Assert.That(run.Output, Is.EqualTo("one two three \n"));
        Assert.That(request.Transcript[0], Is.InstanceOf<Transcript.Instructions>().With.Property("Text").EqualTo("Be brief."));
        Assert.That(request.Options.Sampling, Is.EqualTo(SamplingMode.TopK(3, 5)));
        Assert.That(request.Options.MaximumResponseTokens, Is.EqualTo(9));
    }

    [Test]
    public async Task Respond_ModelOptions_AreThoseOfTheModelThatIsOpened()
    {
        var host = new FmHost();

        await host.RunAsync("respond", "Hello", "--model", "some/where.gguf", "--threads", "3", "--precision", "exact");
        await host.RunAsync("respond", "Hello");

        Assert.That(host.Opened, Is.EqualTo(new[] { new ModelSettings("some/where.gguf", 3, ModelPrecision.Exact), new ModelSettings(null, null, ModelPrecision.Fast) }));
    }

    [Test]
    public async Task Respond_Json_IsOneObjectWithContentReasonUsageModelAndDurations()
    {
        var model = new ScriptedLanguageModel(new ScriptedReply("Zeile \"eins\"\nzwei drei ü") { FinishReason = FinishReason.Length }) { Id = "test-model" };

        FmRun run = await FmRun.WithAsync(model, "respond", "Say two lines", "--json");

        JsonElement json = JsonDocument.Parse(run.Output).RootElement;
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Success));
        Assert.That(json.GetProperty("content").GetString(), Is.EqualTo("Zeile \"eins\"\nzwei drei ü"));
        Assert.That(json.GetProperty("finishReason").GetString(), Is.EqualTo("length"));
        Assert.That(json.GetProperty("model").GetString(), Is.EqualTo("test-model"));
        Assert.That(json.GetProperty("usage").GetProperty("inputTokens").GetInt32(), Is.EqualTo(3));
        Assert.That(json.GetProperty("usage").GetProperty("cachedTokens").GetInt32(), Is.Zero);
        Assert.That(json.GetProperty("usage").GetProperty("outputTokens").GetInt32(), Is.EqualTo(5));
        Assert.That(
            json.GetProperty("durations").EnumerateObject().Select(p => p.Name),
            Is.EquivalentTo(new[] { "loadMilliseconds", "firstTextMilliseconds", "responseMilliseconds" }));
        Assert.That(run.Output, Does.Contain("ü"), "letters stay readable");
    }

    [Test]
    public async Task Respond_Verbose_WritesTheUsageToStandardErrorOnly()
    {
        FmRun run = await FmRun.WithAsync(ScriptedLanguageModel.Fixed("one two three"), "respond", "Count to three", "--verbose");

        Assert.That(run.Output, Is.EqualTo("one two three\n"));
        Assert.That(run.Error, Does.StartWith("3 input tokens (0 cached), 3 output tokens").And.EndWith("endOfTurn\n"));
    }

    [Test]
    public async Task Respond_SavedAndResumed_GoesOnWithTheConversation()
    {
        string file = Path.Combine(_folder, "chat.json");
        var model = new ScriptedLanguageModel("Hello Ann.", "Ann.");

        FmRun first = await FmRun.WithAsync(model, "respond", "I am Ann.", "-i", "Be brief.", "--save-transcript", file);
        FmRun second = await FmRun.WithAsync(model, "respond", "Who am I?", "--resume", file, "--save-transcript", file);

        Assert.That(first.ExitCode, Is.EqualTo(ExitCode.Success), first.Error);
        Assert.That(second.ExitCode, Is.EqualTo(ExitCode.Success), second.Error);
        Assert.That(
            model.Requests[1].Transcript.Select(e => e.Text),
            Is.EqualTo(new[] { "Be brief.", "I am Ann.", "Hello Ann.", "Who am I?" }));
        Assert.That(Transcript.FromJson(await File.ReadAllTextAsync(file)), Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Respond_ResumeWithInstructions_IsAUsageError()
    {
        FmRun run = await FmRun.WithAsync(ScriptedLanguageModel.Echo(), "respond", "Hello", "--resume", "chat.json", "-i", "Be brief.");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(run.Error, Does.Contain("--resume"));
    }

    [Test]
    public async Task Respond_ResumeOfSomethingElse_FailsWithOneLine()
    {
        string file = Path.Combine(_folder, "chat.json");
        await File.WriteAllTextAsync(file, "{ not json");

        FmRun run = await FmRun.WithAsync(ScriptedLanguageModel.Echo(), "respond", "Hello", "--resume", file);

        AssertFailed(run);
    }

    [Test]
    public async Task Respond_MissingFile_FailsWithOneLineThatNamesIt()
    {
        FmRun run = await FmRun.WithAsync(ScriptedLanguageModel.Echo(), "respond", "Hello", "--file", Path.Combine(_folder, "absent.txt"));

        AssertFailed(run);
        Assert.That(run.Error, Does.Contain("absent.txt"));
    }

    [Test]
    public async Task Respond_FileThatIsNotText_IsAUsageErrorThatNamesIt()
    {
        string file = Path.Combine(_folder, "picture.png");
        await File.WriteAllBytesAsync(file, [0x89, 0x50, 0xFF, 0xFE, 0x80]);

        FmRun run = await FmRun.WithAsync(ScriptedLanguageModel.Echo(), "respond", "Hello", "--file", file);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(run.Error, Does.Contain("picture.png"));
    }

    [Test]
    public async Task Respond_ModelThatFails_EndsTheLineAndSaysWhyInOne()
    {
        var model = ScriptedLanguageModel.Fixed(new ScriptedReply("It is") { Failure = new FoundationModelsException("The device is gone.") });

        FmRun run = await FmRun.WithAsync(model, "respond", "Which colour?");

        Assert.That(run, Is.EqualTo(new FmRun(ExitCode.Failure, "It is\n", "fm: The device is gone.\n")));
    }

    [Test]
    public async Task Respond_ModelThatFailsWithDebug_ShowsWhere()
    {
        FmRun run = await FmRun.WithAsync(ScriptedLanguageModel.Failing(new FoundationModelsException("The device is gone.")), "respond", "Hello", "--debug");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Failure));
        Assert.That(run.Error, Does.Contain("FoundationModelsException: The device is gone.").And.Contain("   at "));
    }

    [Test]
    public async Task Respond_UnavailableModel_FailsWithItsMessage()
    {
        var model = ScriptedLanguageModel.Unavailable(ModelUnavailableReason.ModelNotFound, "No model was found. Give one with --model.");

        FmRun run = await FmRun.WithAsync(model, "respond", "Hello");

        AssertFailed(run);
        Assert.That(run.Error, Does.Contain("No model was found. Give one with --model."));
    }

    [Test]
    public async Task Respond_CtrlC_EndsTheLineAndIsCancelled()
    {
        var host = new FmHost
        {
            Model = ScriptedLanguageModel.Fixed(new ScriptedReply(Enumerable.Repeat("word ", 1000)) { PieceDelay = TimeSpan.FromMilliseconds(20) }),
        };

        Task<FmRun> running = host.RunAsync("respond", "Talk");
        await Task.Delay(100);
        bool goesOn = host.Interrupts.Press();
        FmRun run = await running;

        Assert.That(goesOn, Is.True);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Cancelled));
        Assert.That(run.Output, Is.Empty.Or.EndsWith("\n"));
        Assert.That(run.Error, Is.Empty);
    }

    [Test]
    public async Task Respond_FirstUseImport_ShowsItsProgressOnStandardErrorOnly()
    {
        var host = new FmHost
        {
            Opener = (_, progress, _) =>
            {
                progress.Report(new ModelImportProgress("Converting weights", 1, 2));
                return Task.FromResult<ILanguageModel>(ScriptedLanguageModel.Fixed("Hello."));
            },
        };

        FmRun run = await host.RunAsync("respond", "Hi");

        Assert.That(run, Is.EqualTo(new FmRun(ExitCode.Success, "Hello.\n", "fm: Converting weights\n")));
    }

    [Test]
    public async Task Respond_AnswerWithEscapesOnATerminal_CannotDriveIt()
    {
        var host = new FmHost { Model = ScriptedLanguageModel.Fixed("\u001b]0;owned\u0007done"), Terminals = Terminals.Output };

        FmRun run = await host.RunAsync("respond", "Hi");

        Assert.That(run.Output, Is.EqualTo("\uFFFD]0;owned\uFFFDdone\n"));
    }

    [Test]
    public async Task Respond_Schema_WritesTheJsonAsTheModelSpellsIt()
    {
        var model = ScriptedLanguageModel.Fixed("""{"city": "Ulm", "size": 1.50}""");

        FmRun run = await FmRun.WithAsync(model, "respond", "Which city?", "--schema", await WriteAsync("city.json", City));

        Assert.That(run, Is.EqualTo(new FmRun(ExitCode.Success, "{\"city\": \"Ulm\", \"size\": 1.50}\n", "")));
        Assert.That(model.Requests.Single().ResponseSchema!.Name, Is.EqualTo("City"));
    }

    [Test]
    public async Task Respond_SchemaAndJson_HasTheValueAsContent()
    {
        var model = ScriptedLanguageModel.Fixed("""{"city": "Ulm", "size": 1.50}""");

        FmRun run = await FmRun.WithAsync(model, "respond", "Which city?", "--json", "--schema", await WriteAsync("city.json", City));

        JsonElement content = JsonDocument.Parse(run.Output).RootElement.GetProperty("content");
        Assert.That(content.GetProperty("city").GetString(), Is.EqualTo("Ulm"));
        Assert.That(content.GetProperty("size").GetRawText(), Is.EqualTo("1.50"));
    }

    [TestCase("answer.gbnf", "root ::= \"yes\" | \"no\"")]
    [TestCase("answer.lark", "start: \"yes\" | \"no\"")]
    public async Task Respond_Grammar_ReachesTheModel(string name, string text)
    {
        var model = ScriptedLanguageModel.Fixed("yes");

        FmRun run = await FmRun.WithAsync(model, "respond", "Is it?", "--grammar", await WriteAsync(name, text));

        Assert.That(run, Is.EqualTo(new FmRun(ExitCode.Success, "yes\n", "")));
        Assert.That(model.Requests.Single().Grammar, Is.Not.Null);
    }

    [Test]
    public async Task Respond_SchemaThatCannotBeEnforced_IsRefusedBeforeAModelIsOpened()
    {
        var host = new FmHost();

        FmRun run = await host.RunAsync("respond", "Hello", "--schema", await WriteAsync("bad.json", """{"properties":{"a":{"pattern":"(a)\\1"}}}"""));

        AssertFailed(run);
        Assert.That(run.Error, Does.StartWith("fm: /properties/a/pattern: ").And.Contain("back-references"));
        Assert.That(host.Opened, Is.Empty);
    }

    [Test]
    public async Task Respond_SchemaAndStop_IsAUsageError()
    {
        FmRun run = await FmRun.WithAsync(ScriptedLanguageModel.Echo(), "respond", "Hello", "--schema", "a.json", "--stop", "}");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(run.Error, Does.Contain("--stop"));
    }

    [Test]
    public async Task Respond_SchemaAndGrammar_IsAUsageError()
    {
        FmRun run = await FmRun.WithAsync(ScriptedLanguageModel.Echo(), "respond", "Hello", "--schema", "a.json", "--grammar", "b.lark");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(run.Error, Does.Contain("--grammar"));
    }

    private const string City = """
        {"title": "City", "type": "object", "properties": {"city": {"type": "string"}, "size": {"type": "number"}}, "required": ["city"]}
        """;

    private async Task<string> WriteAsync(string name, string text)
    {
        string file = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(file, text);
        return file;
    }

    private static void AssertFailed(FmRun run)
    {
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Failure), run.Error);
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.Error, Does.StartWith("fm: ").And.EndWith("\n"));
        Assert.That(run.Error.Count(c => c == '\n'), Is.EqualTo(1), run.Error);
    }
}
