namespace FoundationModels.Cli.Tests.Commands;

[TestFixture]
internal sealed class ImportCommandTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("fm-import-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private string Out => Path.Combine(_folder, "package");

    [Test]
    public async Task Import_Options_ReachTheImporterAndTheResultIsOneLine()
    {
        ModelImportOptions? given = null;
        var host = new FmHost
        {
            Import = async (source, folder, options, progress, cancellationToken) =>
            {
                given = options;
                progress.Report(new ModelImportProgress("Converting", 1, 2));
                Directory.CreateDirectory(folder);
                await File.WriteAllBytesAsync(Path.Combine(folder, "weights.bin"), new byte[2000], cancellationToken);
            },
        };

        FmRun run = await host.RunAsync("import", "model.gguf", "--out", Out, "--precision", "exact", "--genai");

        Assert.That(given, Is.EqualTo(new ModelImportOptions { Precision = ModelPrecision.Exact, GenAI = true }));
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Success));
        Assert.That(run.Output, Does.StartWith($"{Out}: 2 kB in "));
        Assert.That(run.Error, Is.EqualTo("fm: Converting\n"));
    }

    [Test]
    public async Task Import_WithoutOut_IsAUsageErrorThatNamesIt()
    {
        FmRun run = await new FmHost().RunAsync("import", "model.gguf");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(run.Error, Does.Contain("--out"));
    }

    [Test]
    public async Task Import_FolderWithFiles_IsAUsageErrorAndTouchesNothing()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "mine.txt"), "mine");

        FmRun run = await new FmHost().RunAsync("import", "model.gguf", "--out", _folder);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(Directory.GetFileSystemEntries(_folder), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Import_DamagedFile_FailsWithOneLineAndLeavesNoFolder()
    {
        string source = Path.Combine(_folder, "broken.gguf");
        await File.WriteAllTextAsync(source, "this is no model");

        FmRun run = await new FmHost().RunAsync("import", source, "--out", Out);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Failure));
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.Error, Does.StartWith("fm: broken.gguf").And.Not.Contain("   at "));
        Assert.That(Directory.Exists(Out), Is.False);
    }

    [Test]
    public async Task Import_ThatFailsHalfWay_LeavesNoFolder()
    {
        var host = new FmHost
        {
            Import = (_, folder, _, _, _) =>
            {
                Directory.CreateDirectory(folder);
                File.WriteAllText(Path.Combine(folder, "weights.bin"), "half");
                throw new IOException("The disk is full.");
            },
        };

        FmRun run = await host.RunAsync("import", "model.gguf", "--out", Out);

        Assert.That(run, Is.EqualTo(new FmRun(ExitCode.Failure, "", "fm: The disk is full.\n")));
        Assert.That(Directory.Exists(Out), Is.False);
    }
}
