using System.Text.Json;

using FoundationModels.Cli.Doctor;
using FoundationModels.Inference.Onnx;
using FoundationModels.Packages;
using FoundationModels.Sdk.Tests.Packages;

namespace FoundationModels.Cli.Tests.Commands;

[TestFixture]
internal sealed class DoctorCommandTests
{
    private TemporaryFolder _folder = null!;
    private string _source = null!;
    private FmHost _host = null!;

    [SetUp]
    public void MakeMachine()
    {
        _folder = new TemporaryFolder();
        _source = _folder.At("model.gguf");
        File.WriteAllText(_source, "the model");
        _host = new FmHost { StoreFolder = _folder.At("store"), Places = new ModelPlaces(_source, null, _folder.Path, null) };
    }

    [TearDown]
    public void RemoveMachine() => _folder.Dispose();

    [Test]
    public async Task Doctor_EverythingThere_IsReadyAndNamesEachThing()
    {
        FmRun run = await _host.RunAsync("doctor");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Success), run.Output);
        foreach (string name in new[] { ".NET", "System", "Processor", "Memory", "ONNX Runtime", "Providers", "Search", "Model", "Package", "Store" })
            Assert.That(run.Output, Does.Match($@"(?m)^ok       {name} "), name);
        Assert.That(run.Output, Does.Contain("FOUNDATIONMODELS_MODEL").And.Contain(_source).And.EndWith("Ready.\n"));
    }

    [Test]
    public async Task Doctor_Json_HasTheSameChecks()
    {
        FmRun run = await _host.RunAsync("doctor", "--json");

        JsonElement json = JsonDocument.Parse(run.Output).RootElement;
        JsonElement runtime = json.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "ONNX Runtime");
        Assert.That(json.GetProperty("ready").GetBoolean(), Is.True);
        Assert.That(runtime.GetProperty("status").GetString(), Is.EqualTo("ok"));
        Assert.That(runtime.GetProperty("detail").GetString(), Does.Match(@"^\d+\.\d+"));
    }

    [Test]
    public async Task Doctor_NoModel_ExitsWithFailureEachStepAndTheWayOut()
    {
        var host = new FmHost { StoreFolder = _folder.At("store"), Places = new ModelPlaces(null, null, _folder.Path, _folder.At("store")) };

        FmRun run = await host.RunAsync("doctor");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Failure));
        Assert.That(run.Output.Split('\n').Count(l => l.Contains("  Search ", StringComparison.Ordinal)), Is.EqualTo(4));
        Assert.That(run.Output, Does.Contain("MISSING  Model").And.Contain("Set FOUNDATIONMODELS_MODEL"));
    }

    [Test]
    public async Task Doctor_VerifyIntactPackage_SaysThatEveryHashIsRight()
    {
        await _host.OpenStore().GetOrImportAsync(_source, ModelPrecision.Fast);

        FmRun run = await _host.RunAsync("doctor", "--verify");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Success), run.Output);
        Assert.That(run.Output, Does.Contain("every hash is right"));
    }

    [Test]
    public async Task Doctor_VerifyDamagedPackage_NamesTheFileThatAPlainLookMisses()
    {
        string folder = await _host.OpenStore().GetOrImportAsync(_source, ModelPrecision.Fast);
        string weights = Path.Combine(folder, "weights.bin");
        DateTime stamp = File.GetLastWriteTimeUtc(weights);
        await File.WriteAllTextAsync(weights, "THE MODEL");
        File.SetLastWriteTimeUtc(weights, stamp);

        FmRun plain = await _host.RunAsync("doctor");
        FmRun verified = await _host.RunAsync("doctor", "--verify");

        Assert.That(plain.Output, Does.Match("(?m)^ok       Package"));
        Assert.That(verified.Output, Does.Match("(?m)^warning  Package .*damaged: weights.bin").And.Contain("The next use imports the model again."));
    }

    [Test]
    public void RuntimeChecks_LibraryAbsent_IsMissingWithAWayOut()
    {
        DoctorCheck check = RuntimeChecks.Of(new OnnxRuntimeFacts(null, [], "no such library")).Single();

        Assert.That(check.Status, Is.EqualTo(DoctorStatus.Missing));
        Assert.That(check.Detail, Does.Contain("no such library"));
        Assert.That(check.Remedy, Does.Contain("Microsoft.ML.OnnxRuntime"));
    }
}
