using FoundationModels.Conformance;
using FoundationModels.Packages;

namespace FoundationModels.Sdk.Tests.Packages;

public sealed class StoreContentsTests
{
    private TemporaryFolder _folder = null!;
    private ModelStore _store = null!;

    [SetUp]
    public void MakeStore()
    {
        _folder = new TemporaryFolder();
        _store = new ModelStore(_folder.At("store"), async (source, destination, precision, _, cancellationToken) =>
            FakePackage.Write(destination, await File.ReadAllBytesAsync(source, cancellationToken), precision));
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void List_NoStoreYet_IsEmpty() => Assert.That(_store.Contents.List(), Is.Empty);

    [Test]
    public async Task List_TwoPackages_HasTheLastUsedFirst()
    {
        string first = await Import("first");
        string second = await Import("second");
        MakeUnused(first, days: 3);
        IReadOnlyList<StoredPackage> list = _store.Contents.List();
        Assert.That(list.Select(p => p.Folder), Is.EqualTo(new[] { second, first }));
        Assert.That(list[0].ModelId, Is.EqualTo("fake"));
        Assert.That(list[0].Source, Is.EqualTo(_folder.At("second.gguf")));
        Assert.That(list[0].Bytes, Is.GreaterThan(100));
        Assert.That(list[0].Problem, Is.Null);
        Assert.That(DateTimeOffset.UtcNow - list[1].LastUsed, Is.EqualTo(TimeSpan.FromDays(3)).Within(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task List_PackageThatCannotBeOpened_SaysWhy()
    {
        File.Delete(Path.Combine(await Import("first"), "model.json"));
        Assert.That(_store.Contents.List().Single().Problem, Does.Contain("model.json"));
    }

    [Test]
    public async Task Remove_Package_IsGone()
    {
        string package = await Import("first");
        Assert.That(_store.Contents.Remove(_store.Contents.List().Single().Key), Is.True);
        Assert.That(package, Does.Not.Exist);
        Assert.That(_store.Contents.List(), Is.Empty);
    }

    [Test]
    public async Task Prune_UnusedStaleAndLeftOver_KeepsTheRest()
    {
        string used = await Import("used");
        string unused = await Import("unused");
        string stale = (await Import("stale")).Replace($"-{ModelPackage.NewestFormat}-fast", "-0-fast", StringComparison.Ordinal);
        Directory.Move(stale.Replace("-0-fast", $"-{ModelPackage.NewestFormat}-fast", StringComparison.Ordinal), stale);
        string leftover = $"{used}.killed.tmp";
        Directory.CreateDirectory(leftover);
        MakeUnused(unused, days: 31);

        IReadOnlyList<StoredPackage> removed = _store.Contents.Prune(TimeSpan.FromDays(30));
        Assert.That(removed.Select(p => p.Folder), Is.EquivalentTo(new[] { unused, stale }));
        Assert.That(Directory.EnumerateDirectories(_folder.At("store", "packages")), Is.EqualTo(new[] { used }));
    }

    [Test]
    public async Task Prune_PackageBeingImported_IsLeftAlone()
    {
        string package = await Import("first");
        MakeUnused(package, days: 31);
        string leftover = $"{package}.running.tmp";
        Directory.CreateDirectory(leftover);
        using (FileLock.TryAcquire(_store.Contents.LockOf(_store.Contents.List().Single().Key)))
            Assert.That(_store.Contents.Prune(TimeSpan.FromDays(30)), Is.Empty);
        Assert.That(leftover, Does.Exist);
        Assert.That(package, Does.Exist);
    }

    private async Task<string> Import(string name)
    {
        string source = _folder.At(name + ".gguf");
        await File.WriteAllTextAsync(source, name);
        return await _store.GetOrImportAsync(source, ModelPrecision.Fast);
    }

    private static void MakeUnused(string package, int days) =>
        File.SetLastWriteTimeUtc(StoreEntry.PathIn(package), DateTime.UtcNow.AddDays(-days));
}
