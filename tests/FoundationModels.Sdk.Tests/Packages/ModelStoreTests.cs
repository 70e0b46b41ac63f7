using FoundationModels.Conformance;
using FoundationModels.Packages;

namespace FoundationModels.Sdk.Tests.Packages;

public sealed class ModelStoreTests
{
    private TemporaryFolder _folder = null!;
    private string _source = null!;
    private int _imports;

    [SetUp]
    public void MakeSource()
    {
        _folder = new TemporaryFolder();
        _source = _folder.At("model.gguf");
        File.WriteAllText(_source, "the source");
        _imports = 0;
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task GetOrImportAsync_SecondTime_UsesTheFirstPackage()
    {
        string first = await Store().GetOrImportAsync(_source, ModelPrecision.Fast);
        string second = await Store().GetOrImportAsync(_source, ModelPrecision.Fast);
        Assert.That(second, Is.EqualTo(first));
        Assert.That(_imports, Is.EqualTo(1));
        Assert.That(ModelPackage.Open(first).Manifest.Id, Is.EqualTo("fake"));
        Assert.That(Temporaries(), Is.Empty);
    }

    [Test]
    public async Task GetOrImportAsync_OtherPrecisionOrContent_ImportsAgain()
    {
        string fast = await Store().GetOrImportAsync(_source, ModelPrecision.Fast);
        string exact = await Store().GetOrImportAsync(_source, ModelPrecision.Exact);
        await File.WriteAllTextAsync(_source, "the source, changed");
        string changed = await Store().GetOrImportAsync(_source, ModelPrecision.Fast);
        Assert.That(new[] { fast, exact, changed }, Is.Unique);
        Assert.That(_imports, Is.EqualTo(3));
    }

    [Test]
    public async Task GetOrImportAsync_SourceElsewhereWithSameBytes_UsesThePackage()
    {
        string first = await Store().GetOrImportAsync(_source, ModelPrecision.Fast);
        File.Copy(_source, _folder.At("copy.gguf"));
        Assert.That(await Store().GetOrImportAsync(_folder.At("copy.gguf"), ModelPrecision.Fast), Is.EqualTo(first));
        Assert.That(_imports, Is.EqualTo(1));
    }

    [Test]
    public async Task GetOrImportAsync_DamagedFile_IsFoundAndMadeAnew()
    {
        string package = await Store().GetOrImportAsync(_source, ModelPrecision.Fast);
        string weights = Path.Combine(package, "weights.bin");
        byte[] right = await File.ReadAllBytesAsync(weights);
        await File.WriteAllBytesAsync(weights, [.. right.Select(b => (byte)(b ^ 1))]);
        File.SetLastWriteTimeUtc(weights, DateTime.UtcNow.AddSeconds(5));

        Assert.That(await Store().GetOrImportAsync(_source, ModelPrecision.Fast), Is.EqualTo(package));
        Assert.That(_imports, Is.EqualTo(2));
        Assert.That(await File.ReadAllBytesAsync(weights), Is.EqualTo(right));
        Assert.That(Temporaries(), Is.Empty);
    }

    [TestCase("model.onnx", TestName = "GetOrImportAsync_FileRemoved_IsMadeAnew")]
    [TestCase("model.json", TestName = "GetOrImportAsync_ManifestRemoved_IsMadeAnew")]
    public async Task GetOrImportAsync_FileRemoved_IsMadeAnew(string name)
    {
        string package = await Store().GetOrImportAsync(_source, ModelPrecision.Fast);
        File.Delete(Path.Combine(package, name));
        await Store().GetOrImportAsync(_source, ModelPrecision.Fast);
        Assert.That(_imports, Is.EqualTo(2));
        Assert.That(File.Exists(Path.Combine(package, name)), Is.True);
    }

    [Test]
    public async Task GetOrImportAsync_StampTouchedBytesSame_KeepsThePackage()
    {
        string package = await Store().GetOrImportAsync(_source, ModelPrecision.Fast);
        File.SetLastWriteTimeUtc(Path.Combine(package, "weights.bin"), DateTime.UtcNow.AddSeconds(5));
        await Store().GetOrImportAsync(_source, ModelPrecision.Fast);
        Assert.That(_imports, Is.EqualTo(1));
    }

    [Test]
    public async Task GetOrImportAsync_CorruptIndex_IsIgnoredAndRewritten([Values("", "{", "[]", "{\"a\":null}", "{\"a\":{\"length\":1}}")] string content)
    {
        await Store().GetOrImportAsync(_source, ModelPrecision.Fast);
        string index = _folder.At("store", "hashes.json");
        await File.WriteAllTextAsync(index, content);
        await Store().GetOrImportAsync(_source, ModelPrecision.Fast);
        Assert.That(_imports, Is.EqualTo(1));
        Assert.That(await File.ReadAllTextAsync(index), Does.Contain("weights.bin").And.Contain("model.gguf"));
    }

    [Test]
    public async Task GetOrImportAsync_LittleSpace_SaysHowMuch()
    {
        ModelStore store = new(_folder.At("store"), Import, _ => 1000);
        InsufficientDiskSpaceException error = (await Assert.ThrowsAsync<InsufficientDiskSpaceException>(
            () => store.GetOrImportAsync(_source, ModelPrecision.Fast)))!;
        Assert.That(error.AvailableBytes, Is.EqualTo(1000));
        Assert.That(error.RequiredBytes, Is.GreaterThan(2 * new FileInfo(_source).Length));
        Assert.That(error.Message, Does.Contain("1,000").And.Contain(StoreLocation.Variable));
        Assert.That(_imports, Is.Zero);
        Assert.That(await Store().GetOrImportAsync(_source, ModelPrecision.Fast), Does.Exist);
    }

    [Test]
    public async Task GetOrImportAsync_ImporterFails_LeavesNothing()
    {
        ModelStore failing = new(_folder.At("store"), (_, destination, _, _, _) =>
        {
            File.WriteAllText(Path.Combine(destination, "weights.bin"), "half");
            throw new ModelFormatException("model.gguf", "blk.0", "It is broken.");
        });
        await Assert.ThrowsAsync<ModelFormatException>(() => failing.GetOrImportAsync(_source, ModelPrecision.Fast));
        Assert.That(Directory.EnumerateFileSystemEntries(_folder.At("store", "packages")), Is.Empty);
        await Store().GetOrImportAsync(_source, ModelPrecision.Fast);
        Assert.That(_imports, Is.EqualTo(1));
    }

    [Test]
    public async Task GetOrImportAsync_Cancelled_LeavesNothing()
    {
        using CancellationTokenSource cancel = new();
        ModelStore store = new(_folder.At("store"), StoreProcess.Importer(_folder.At("log"), 60_000));
        Task<string> import = store.GetOrImportAsync(_source, ModelPrecision.Fast, null, cancel.Token);
        cancel.CancelAfter(50);
        await Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => import);
        Assert.That(Directory.EnumerateFileSystemEntries(_folder.At("store", "packages")), Is.Empty);
    }

    [Test]
    public async Task GetOrImportAsync_OlderFormatOfSameSource_IsRemoved()
    {
        string package = await Store().GetOrImportAsync(_source, ModelPrecision.Fast);
        string older = package.Replace($"-{ModelPackage.NewestFormat}-fast", "-0-fast", StringComparison.Ordinal);
        string other = older.Replace(Path.GetFileName(older)[..32], new string('0', 32), StringComparison.Ordinal);
        Directory.Move(package, older);
        Directory.CreateDirectory(other);
        await Store().GetOrImportAsync(_source, ModelPrecision.Fast);
        Assert.That(package, Does.Exist);
        Assert.That(older, Does.Not.Exist);
        Assert.That(other, Does.Exist, "the older package of another source still has no successor");
    }

    [Test]
    public async Task GetOrImportAsync_FolderThatCannotBeMade_NamesTheWayOut()
    {
        ModelStore store = new(Path.Combine(_source, "below-a-file"), Import);
        FoundationModelsException error = (await Assert.ThrowsAsync<FoundationModelsException>(
            () => store.GetOrImportAsync(_source, ModelPrecision.Fast)))!;
        Assert.That(error.Message, Does.Contain(StoreLocation.Variable));
    }

    [Test]
    public async Task VerifyAsync_BytesChangedUnderTheSameStamp_AreFound()
    {
        ModelStore store = Store();
        string package = await store.GetOrImportAsync(_source, ModelPrecision.Fast);
        Assert.That(await store.VerifyAsync(package), Is.Empty);
        string weights = Path.Combine(package, "weights.bin");
        DateTime stamp = File.GetLastWriteTimeUtc(weights);
        byte[] bytes = await File.ReadAllBytesAsync(weights);
        bytes[0] ^= 1;
        await File.WriteAllBytesAsync(weights, bytes);
        File.SetLastWriteTimeUtc(weights, stamp);

        Assert.That(await store.VerifyAsync(package), Is.EqualTo(new[] { "weights.bin" }));
        await store.GetOrImportAsync(_source, ModelPrecision.Fast);
        Assert.That(_imports, Is.EqualTo(2), "what a verification found is remembered");
    }

    private ModelStore Store() => new(_folder.At("store"), Import);

    private Task Import(string source, string destination, ModelPrecision precision, IProgress<ModelImportProgress>? progress, CancellationToken cancellationToken)
    {
        _imports++;
        FakePackage.Write(destination, File.ReadAllBytes(source), precision);
        return Task.CompletedTask;
    }

    private IEnumerable<string> Temporaries() => Directory.EnumerateFileSystemEntries(_folder.At("store", "packages"), "*.tmp");
}
