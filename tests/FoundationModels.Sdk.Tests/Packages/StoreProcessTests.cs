using System.Diagnostics;
using System.Globalization;
using FoundationModels.Conformance;
using FoundationModels.Packages;

namespace FoundationModels.Sdk.Tests.Packages;

/// <summary>What several processes do to one store.</summary>
public sealed class StoreProcessTests
{
    private TemporaryFolder _folder = null!;
    private string _source = null!;
    private string _log = null!;

    [SetUp]
    public void MakeSource()
    {
        _folder = new TemporaryFolder();
        _source = _folder.At("model.gguf");
        _log = _folder.At("log");
        File.WriteAllText(_source, "the source");
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task GetOrImportAsync_TwoProcessesAtOnce_ImportOnce()
    {
        using Process first = Start(milliseconds: 1000);
        await Began();
        using Process second = Start(milliseconds: 1000);
        Waiting waiting = new();
        string mine = await Store().GetOrImportAsync(_source, ModelPrecision.Fast, waiting);

        Assert.That(await Finish(first), Is.EqualTo(mine));
        Assert.That(await Finish(second), Is.EqualTo(mine));
        Assert.That(await File.ReadAllTextAsync(_log), Is.EqualTo("begin\nend\n"));
        Assert.That(waiting.Waited, Is.True, "the wait for the other process is reported");
    }

    [Test]
    public async Task GetOrImportAsync_AfterAKillDuringImport_ImportsAnewAndCleansUp()
    {
        using (Process killed = Start(milliseconds: 60_000))
        {
            await Began();
            killed.Kill();
            await killed.WaitForExitAsync();
        }

        Assert.That(Directory.EnumerateDirectories(_folder.At("store", "packages"), "*.tmp").Count(), Is.EqualTo(1));
        string package = await Store().GetOrImportAsync(_source, ModelPrecision.Fast);
        Assert.That(Directory.EnumerateDirectories(_folder.At("store", "packages")), Is.EqualTo(new[] { package }));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(package, "weights.bin")), Is.EqualTo("the source"));
    }

    [Test]
    public async Task GetOrImportAsync_TwoStoresInOneProcess_ImportOnce()
    {
        string[] packages = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => new ModelStore(_folder.At("store"), StoreProcess.Importer(_log, 200)).GetOrImportAsync(_source, ModelPrecision.Fast))));
        Assert.That(packages.Distinct().Count(), Is.EqualTo(1));
        Assert.That(await File.ReadAllTextAsync(_log), Is.EqualTo("begin\nend\n"));
    }

    private static async Task<string> Finish(Process process)
    {
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero);
        return output.Trim();
    }

    private ModelStore Store() => new(_folder.At("store"), StoreProcess.Importer(_log, 0));

    private Process Start(int milliseconds)
    {
        ProcessStartInfo start = new(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
        };
        string[] arguments =
        [
            typeof(StoreProcess).Assembly.Location, StoreProcess.Name, _folder.At("store"), _source, _log,
            milliseconds.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private async Task Began()
    {
        for (int i = 0; i < 600 && !File.Exists(_log); i++)
            await Task.Delay(50);
        Assert.That(_log, Does.Exist, "the child process began to import");
    }

    private sealed class Waiting : IProgress<ModelImportProgress>
    {
        public bool Waited { get; private set; }

        public void Report(ModelImportProgress value) => Waited |= value.Stage.StartsWith("Waiting", StringComparison.Ordinal);
    }
}
