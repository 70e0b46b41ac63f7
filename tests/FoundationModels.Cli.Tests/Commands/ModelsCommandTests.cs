using System.Text.Json;

using FoundationModels.Packages;
using FoundationModels.Sdk.Tests.Packages;

namespace FoundationModels.Cli.Tests.Commands;

[TestFixture]
internal sealed class ModelsCommandTests
{
    private TemporaryFolder _folder = null!;
    private FmHost _host = null!;

    [SetUp]
    public void MakeStore()
    {
        _folder = new TemporaryFolder();
        _host = new FmHost { StoreFolder = _folder.At("store") };
    }

    [TearDown]
    public void RemoveStore() => _folder.Dispose();

    [Test]
    public async Task Models_EmptyStore_SaysSoAndListsNothing()
    {
        FmRun text = await _host.RunAsync("models");
        FmRun json = await _host.RunAsync("models", "--json");

        Assert.That(text, Is.EqualTo(new FmRun(ExitCode.Success, "No model was imported yet.\n", "")));
        Assert.That(json.Output, Is.EqualTo("[]\n"));
    }

    [Test]
    public async Task Models_ImportedOnes_AreOneLineEach()
    {
        string source = await ImportAsync("a.gguf", ModelPrecision.Fast);
        await ImportAsync("b.gguf", ModelPrecision.Exact);

        FmRun run = await _host.RunAsync("models");

        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(4), run.Output);
        Assert.That(lines[0], Does.StartWith("NAME"));
        Assert.That(lines[1..3], Has.Exactly(1).Contains("fast").And.Contains(source).And.Contains("just now"));
        Assert.That(lines[3], Does.StartWith("2 imported, "));
    }

    [Test]
    public async Task Models_Json_HasEveryFact()
    {
        string source = await ImportAsync("a.gguf", ModelPrecision.Fast);

        FmRun run = await _host.RunAsync("models", "--json");

        JsonElement model = JsonDocument.Parse(run.Output).RootElement.EnumerateArray().Single();
        Assert.That(model.GetProperty("name").GetString(), Is.EqualTo("fake"));
        Assert.That(model.GetProperty("source").GetString(), Is.EqualTo(source));
        Assert.That(model.GetProperty("precision").GetString(), Is.EqualTo("fast"));
        Assert.That(model.GetProperty("format").GetInt32(), Is.EqualTo(ModelPackage.NewestFormat));
        Assert.That(model.GetProperty("bytes").GetInt64(), Is.Positive);
        Assert.That(model.GetProperty("imported").GetDateTimeOffset(), Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(5)));
        Assert.That(Directory.Exists(model.GetProperty("folder").GetString()), Is.True);
    }

    [Test]
    public async Task Models_RemoveByName_RemovesAllOfThatName()
    {
        await ImportAsync("a.gguf", ModelPrecision.Fast);
        await ImportAsync("b.gguf", ModelPrecision.Exact);

        FmRun run = await _host.RunAsync("models", "remove", "FAKE");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Success), run.Error);
        Assert.That(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(2).And.All.StartWith("Removed fake "));
        Assert.That(_host.OpenStore().Contents.List(), Is.Empty);
    }

    [Test]
    public async Task Models_RemoveByKey_RemovesThatOne()
    {
        await ImportAsync("a.gguf", ModelPrecision.Fast);
        await ImportAsync("b.gguf", ModelPrecision.Fast);
        PackageKey key = _host.OpenStore().Contents.List()[0].Key;

        FmRun run = await _host.RunAsync("models", "remove", key.ToString()[..8]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Success), run.Error);
        Assert.That(_host.OpenStore().Contents.List().Select(p => p.Key), Has.Exactly(1).Items.And.None.EqualTo(key));
    }

    [Test]
    public async Task Models_RemoveUnknown_FailsWithOneLine()
    {
        await ImportAsync("a.gguf", ModelPrecision.Fast);

        FmRun run = await _host.RunAsync("models", "remove", "other");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Failure));
        Assert.That(run.Error, Does.StartWith("fm: No imported model").And.Contain("'other'"));
        Assert.That(_host.OpenStore().Contents.List(), Has.Exactly(1).Items);
    }

    [Test]
    public async Task Models_Prune_RemovesWhatWasNotUsedForSoLong()
    {
        await ImportAsync("a.gguf", ModelPrecision.Fast);

        FmRun kept = await _host.RunAsync("models", "prune");
        FmRun removed = await _host.RunAsync("models", "prune", "--days", "0");

        Assert.That(kept.Output, Is.EqualTo("There was nothing to remove.\n"));
        Assert.That(removed.Output, Does.StartWith("Removed fake "));
        Assert.That(_host.OpenStore().Contents.List(), Is.Empty);
    }

    [Test]
    public async Task Models_PruneNegativeDays_IsAUsageError()
    {
        FmRun run = await _host.RunAsync("models", "prune", "--days", "-1");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
    }

    private async Task<string> ImportAsync(string name, ModelPrecision precision)
    {
        string source = _folder.At(name);
        await File.WriteAllTextAsync(source, name);
        await _host.OpenStore().GetOrImportAsync(source, precision);
        return source;
    }
}
