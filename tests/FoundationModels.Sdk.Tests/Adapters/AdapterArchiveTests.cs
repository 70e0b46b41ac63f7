using System.IO.Compression;
using System.Text;
using FoundationModels.Adapters;
using FoundationModels.Sdk.Tests.Packages;

namespace FoundationModels.Sdk.Tests.Adapters;

internal sealed class AdapterArchiveTests
{
    [Test]
    public void Load_DeflatedEntriesAndOthersBeside_Succeeds() => WithZip(
        entries => [.. entries, ("LICENSE", "MIT"u8.ToArray()), ("../../outside", "never written"u8.ToArray()), ("/etc/outside", "never written"u8.ToArray())],
        CompressionLevel.SmallestSize,
        path =>
        {
            Assert.That(AdapterPackage.Load(path).Updates, Has.Count.EqualTo(3));
            Assert.That(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(path)!, "outside", SearchOption.AllDirectories), Is.Empty);
        });

    [Test]
    public void Load_EntriesBelowAFolder_SaysWhatIsThere() => WithZip(
        entries => [.. entries.Select(e => ($"toy/{e.Name}", e.Content))], CompressionLevel.NoCompression,
        path => Assert.That(() => AdapterPackage.Load(path), Throws.TypeOf<AdapterFormatException>().With.Message.Contains("toy/metadata.json")));

    [Test]
    public void Load_EntryTwice_IsRefused() => WithZip(
        entries => [.. entries, entries[0]], CompressionLevel.NoCompression,
        path => Assert.That(() => AdapterPackage.Load(path), Throws.TypeOf<AdapterFormatException>().With.Message.Contains("two entries")));

    [Test]
    public void Load_ThousandsOfEntries_IsRefused() => WithZip(
        entries => [.. entries, .. Enumerable.Range(0, 5000).Select(i => ($"{i}", Array.Empty<byte>()))], CompressionLevel.NoCompression,
        path => Assert.That(() => AdapterPackage.Load(path), Throws.TypeOf<AdapterFormatException>().With.Message.Contains("5002 entries")));

    [Test]
    public void Load_WeightsThatUnpackToFarMore_AreRefusedBeforeTheyAreUnpacked() => WithZip(
        entries => [entries[0], (AdapterMetadata.WeightsFile, new byte[64 << 20])], CompressionLevel.Optimal,
        path =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.That(() => AdapterPackage.Load(path), Throws.TypeOf<AdapterFormatException>().With.Message.Contains("unpacks from"));
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
        });

    [Test]
    public void Load_LargeMetadata_AreRefused() => WithZip(
        entries => [(AdapterMetadata.FileName, Encoding.UTF8.GetBytes(new string(' ', 2 << 20) + "{}")), entries[1]], CompressionLevel.Optimal,
        path => Assert.That(() => AdapterPackage.Load(path), Throws.TypeOf<AdapterFormatException>().With.Message.Contains("limit")));

    [Test]
    public void Load_SizeThatIsNotTheUnpackedOne_IsRefused() => WithZip(entries => entries, CompressionLevel.Optimal, path =>
    {
        byte[] bytes = File.ReadAllBytes(path);
        int directory = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x50, 0x4B, 1, 2]);
        BitConverter.TryWriteBytes(bytes.AsSpan(directory + 24), BitConverter.ToInt32(bytes, directory + 24) - 1);
        File.WriteAllBytes(path, bytes);

        Assert.That(() => AdapterPackage.Load(path), Throws.TypeOf<AdapterFormatException>().With.Message.Contains("does not have the"));
    });

    private static void WithZip(Func<IReadOnlyList<(string Name, byte[] Content)>, IEnumerable<(string Name, byte[] Content)>> change, CompressionLevel level, Action<string> check)
    {
        using TemporaryFolder folder = new();
        string path = folder.At("zip", "toy.fmadapter");
        Directory.CreateDirectory(folder.At("zip"));
        File.WriteAllBytes(path, ZipBytes.Of(change(ToyZip.Entries(folder.At("source"))), level));
        check(path);
    }
}
