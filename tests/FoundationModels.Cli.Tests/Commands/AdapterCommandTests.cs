using FoundationModels.Adapters;
using FoundationModels.Models;
using FoundationModels.Packages;
using FoundationModels.Sdk.Tests;

namespace FoundationModels.Cli.Tests.Commands;

[TestFixture]
internal sealed class AdapterCommandTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("fm-adapter-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private static string Model => SharedData.Require("goldens", "adapters", "gradients-tiny", "model");

    private static string Adapter => SharedData.Require("goldens", "adapters", "gradients-tiny", "initial-adapter");

    private string At(string name) => Path.Combine(_folder, name);

    private FmHost Host => new() { Store = UserStore.Open(At("store")) };

    [TestCase("tiny.fmadapter")]
    [TestCase("folder")]
    public async Task Import_PeftFolder_MakesAPackageForTheModel(string name)
    {
        FmRun run = await Host.RunAsync("adapter", "import", Adapter, "--out", At(name), "--model", Model, "--id", "mine");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Success), run.Error);
        Assert.That(run.Output, Does.StartWith($"{At(name)}: 'mine' for model, 21 maps (attn_k, ").And.Contain("of rank up to 4, "));
        AdapterPackage package = AdapterPackage.Load(At(name));
        Assert.That(package.Metadata.Identifier, Is.EqualTo("mine"));
        Assert.That(package.Metadata.Alpha, Is.EqualTo(8));
    }

    [Test]
    public async Task Import_Half_TakesHalfTheSpace()
    {
        await Host.RunAsync("adapter", "import", Adapter, "--out", At("single.fmadapter"), "--model", Model);
        await Host.RunAsync("adapter", "import", Adapter, "--out", At("half.fmadapter"), "--model", Model, "--half");

        Assert.That(new FileInfo(At("half.fmadapter")).Length, Is.LessThan(0.7 * new FileInfo(At("single.fmadapter")).Length));
    }

    [Test]
    public async Task Import_SomethingAtTheDestination_IsAUsageErrorAndTouchesNothing()
    {
        await File.WriteAllTextAsync(At("mine.fmadapter"), "mine");

        FmRun run = await Host.RunAsync("adapter", "import", "anything", "--out", At("mine.fmadapter"));

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(await File.ReadAllTextAsync(At("mine.fmadapter")), Is.EqualTo("mine"));
    }

    [Test]
    public async Task Import_NoAdapter_FailsWithOneLine()
    {
        FmRun run = await Host.RunAsync("adapter", "import", Model, "--out", At("no.fmadapter"), "--model", Model);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Failure));
        Assert.That(run.Error, Does.Contain("adapter_config.json: The file is absent"));
        Assert.That(File.Exists(At("no.fmadapter")), Is.False);
    }

    [Test]
    public async Task Info_Adapter_TellsWhatItIs()
    {
        await Host.RunAsync("adapter", "import", Adapter, "--out", At("mine.fmadapter"), "--model", Model);

        FmRun run = await Host.RunAsync("adapter", "info", At("mine.fmadapter"));

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Success), run.Error);
        Assert.That(run.Output, Does.Match("(?m)^name: +initial-adapter$").And.Match("(?m)^rank: +4$").And.Match("(?m)^maps: +21 \\(attn_k, .*values$"));
    }

    [Test]
    public async Task Import_WordsAboutIt_AreInThePackage()
    {
        await Host.RunAsync(
            "adapter", "import", Adapter, "--out", At("mine.fmadapter"), "--model", Model, "--author", "us", "--description", "for tests", "--license", "MIT",
            "--metadata", "minimum-app=2.1", "--metadata", "note=a=b");

        FmRun run = await Host.RunAsync("adapter", "info", At("mine.fmadapter"));

        Assert.That(run.Output, Does.Match("(?m)^author: +us$").And.Match("(?m)^description: +for tests$").And.Match("(?m)^licence: +MIT$"));
        Assert.That(run.Output, Does.Match("(?m)^minimum-app: +2.1$").And.Match("(?m)^note: +a=b$"));
    }

    [TestCase("noname")]
    [TestCase("=text")]
    public async Task Import_MetadataWithoutAName_IsAUsageError(string value)
    {
        FmRun run = await Host.RunAsync("adapter", "import", Adapter, "--out", At("mine.fmadapter"), "--model", Model, "--metadata", value);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(run.Error, Does.Contain($"--metadata {value}: it has to be NAME=TEXT."));
    }

    [Test]
    public async Task Check_AdapterOfTheModel_IsFine()
    {
        await Host.RunAsync("adapter", "import", Adapter, "--out", At("mine.fmadapter"), "--model", Model);

        FmRun run = await Host.RunAsync("adapter", "check", At("mine.fmadapter"), "--model", Model);

        Assert.That(run, Is.EqualTo(new FmRun(ExitCode.Success, "'initial-adapter' is sound and fits model.\n", "")));
    }

    [Test]
    public async Task Check_DamagedOrForeignAdapter_FailsWithOneLine()
    {
        await Host.RunAsync("adapter", "import", Adapter, "--out", At("mine.fmadapter"), "--model", Model);
        byte[] bytes = await File.ReadAllBytesAsync(At("mine.fmadapter"));
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(At("damaged.fmadapter"), bytes);
        AdapterPackage package = AdapterPackage.Load(At("mine.fmadapter"));
        AdapterPackageWriter.Write(
            At("foreign.fmadapter"), package.Metadata with { BaseModelSignature = new string('0', 64) }, package.Updates, AdapterElementType.Single);

        FmRun damaged = await Host.RunAsync("adapter", "check", At("damaged.fmadapter"), "--model", Model);
        FmRun foreign = await Host.RunAsync("adapter", "check", At("foreign.fmadapter"), "--model", Model);

        Assert.That(damaged.ExitCode, Is.EqualTo(ExitCode.Failure));
        Assert.That(damaged.Error, Does.StartWith("fm: damaged.fmadapter: 'adapter.onnx_adapter': Its SHA-256 is"));
        Assert.That(foreign.ExitCode, Is.EqualTo(ExitCode.Failure));
        Assert.That(foreign.Error, Does.Contain("it was made for the model with the signature 0000"));
    }

    [Test]
    public async Task Respond_AdaptersWithWeights_AnswersWithTheirSum()
    {
        await Host.RunAsync("import", Model, "--out", At("package"));
        await Host.RunAsync("adapter", "import", Adapter, "--out", At("a=b.fmadapter"), "--model", Model);
        await using SystemLanguageModel model = new(At("package"));

        // The model has no words of its own, so that a run that gets as far as asking for them has loaded everything.
        FmHost host = new() { Model = model };
        FmRun run = await host.RunAsync("respond", "x", "--adapter", At("a=b.fmadapter"), "--adapter", $"{At("a=b.fmadapter")}=-0.5");
        FmRun wrong = await host.RunAsync("respond", "x", "--adapter", $"{At("a=b.fmadapter")}=much");
        FmRun absent = await host.RunAsync("respond", "x", "--adapter", At("none.fmadapter"));
        FmRun none = await new FmHost().RunAsync("respond", "x", "--adapter", At("a=b.fmadapter"));

        Assert.That(run.Error, Does.Not.Contain("adapter"));
        Assert.That(wrong.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(absent.Error, Does.StartWith("fm: none.fmadapter: The adapter cannot be read"));
        Assert.That(none.ExitCode, Is.EqualTo(ExitCode.Usage));
    }

    [Test]
    public async Task Merge_TwoWeights_MakesAPackageOfAnotherModel()
    {
        await Host.RunAsync("adapter", "import", Adapter, "--out", At("a.fmadapter"), "--model", Model, "--id", "a");

        FmRun run = await Host.RunAsync(
            "adapter", "merge", At("a.fmadapter"), At("a.fmadapter"), "--weight", "0.5", "--weight", "-0.25", "--model", Model, "--out", At("merged"), "--precision", "exact");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Success), run.Error);
        ModelManifest manifest = ModelPackage.Open(At("merged")).Manifest;
        Assert.That(manifest.Id, Is.EqualTo("model+a+a"));
        Assert.That(manifest.Precision, Is.EqualTo(ModelPrecision.Exact));
    }

    [Test]
    public async Task Merge_WeightsOfAnotherNumber_IsAUsageError()
    {
        FmRun run = await Host.RunAsync("adapter", "merge", "a", "b", "--weight", "1", "--out", At("merged"));

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(run.Error, Does.Contain("1 weights for 2 adapters"));
    }

    [Test]
    public async Task Merge_IntoAPackage_IsAUsageErrorThatSaysWhatToGive()
    {
        await Host.RunAsync("import", Model, "--out", At("package"));

        FmRun run = await Host.RunAsync("adapter", "merge", "a.fmadapter", "--model", At("package"), "--out", At("merged"));

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(run.Error, Does.Contain("imported from"));
        Assert.That(Directory.Exists(At("merged")), Is.False);
    }
}
