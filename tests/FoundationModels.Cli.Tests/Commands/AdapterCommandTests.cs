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
