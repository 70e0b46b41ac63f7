using System.Globalization;
using System.Security.Cryptography;
using FoundationModels.Adapters;
using FoundationModels.Adapters.Files;
using FoundationModels.Sdk.Tests.Packages;
using Microsoft.ML.OnnxRuntime;

namespace FoundationModels.Sdk.Tests.Adapters;

internal sealed class AdapterPackageTests
{
    [TestCase("toy.fmadapter", AdapterElementType.Single)]
    [TestCase("toy.fmadapter", AdapterElementType.Half)]
    [TestCase("folder", AdapterElementType.Single)]
    [TestCase("folder", AdapterElementType.Half)]
    public void Load_WhatWasWritten_IsTheSame(string name, AdapterElementType type)
    {
        using TemporaryFolder folder = new();
        string path = ToyAdapter.Write(folder.At(name), type);

        AdapterPackage package = AdapterPackage.Load(path);

        Assert.That(Directory.Exists(path), Is.EqualTo(name == "folder"));
        Assert.Multiple(() =>
        {
            Assert.That(package.Metadata.Identifier, Is.EqualTo("toy"));
            Assert.That(package.Metadata.Rank, Is.EqualTo(3));
            Assert.That(package.Metadata.Alpha, Is.EqualTo(16));
            Assert.That(package.Metadata.TargetModules, Is.EqualTo(new[] { "attn_q", "attn_v", "ffn_down" }));
            Assert.That(package.Metadata.CreatorDefined["dataset"], Is.EqualTo("toys"));
            Assert.That(package.Updates.Select(Describe), Is.EqualTo(ToyAdapter.Updates.Select(Describe)));
        });
    }

    [Test]
    public void Write_Twice_GivesTheSameBytesAndLeavesNothingElse()
    {
        using TemporaryFolder folder = new();
        string path = ToyAdapter.Write(folder.At("a.fmadapter"));
        byte[] first = File.ReadAllBytes(path);
        ToyAdapter.Write(path);

        Assert.That(File.ReadAllBytes(path), Is.EqualTo(first));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.EqualTo(new[] { path }));
    }

    [Test]
    public void Write_FolderWithTheExtension_StaysAFolder()
    {
        using TemporaryFolder folder = new();
        string path = Directory.CreateDirectory(folder.At("a.fmadapter")).FullName;
        ToyAdapter.Write(path);

        Assert.That(Directory.EnumerateFiles(path).Select(Path.GetFileName).Order(), Is.EqualTo(new[] { AdapterMetadata.WeightsFile, AdapterMetadata.FileName }));
        Assert.That(AdapterPackage.Load(path).Updates, Has.Count.EqualTo(3));
    }

    [TestCase(AdapterElementType.Single)]
    [TestCase(AdapterElementType.Half)]
    public void Write_File_IsOneThatOnnxRuntimeReads(AdapterElementType type)
    {
        byte[] bytes = OnnxAdapterWriter.Write(ToyAdapter.Updates, type);

        Assert.That(() => OrtLoraAdapter.Create(bytes, null).Dispose(), Throws.Nothing);
        Assert.That(() => OrtLoraAdapter.Create(bytes[..^40], null).Dispose(), Throws.InstanceOf<OnnxRuntimeException>());
    }

    [Test]
    public void Write_File_HasLittleBesideTheWeights()
    {
        AdapterUpdate[] updates = [.. Enumerable.Range(0, 210).Select(i => ToyAdapter.Update($"layers.{i / 7}.attn_output{i % 7}", 64, 64, 8, i))];

        byte[] bytes = OnnxAdapterWriter.Write(updates, AdapterElementType.Half);

        int weights = updates.Sum(u => 2 * (u.A.Length + u.B.Length));
        Assert.That(bytes, Has.Length.LessThan(weights + (2 * updates.Length * 112)));
    }

    [TestCase(float.NaN, AdapterElementType.Single)]
    [TestCase(float.PositiveInfinity, AdapterElementType.Single)]
    [TestCase(70_000f, AdapterElementType.Half)]
    public void Write_ValueThatCannotBeStored_IsRefused(float value, AdapterElementType type)
    {
        AdapterUpdate update = ToyAdapter.Updates[0] with { B = Enumerable.Repeat(value, 12).ToArray() };

        Assert.That(() => OnnxAdapterWriter.Write([update], type), Throws.ArgumentException.With.Message.Contains("layers.0.attn_q.lora_B"));
    }

    [Test]
    public void Write_UpdatesThatAreNone_AreRefused()
    {
        Assert.That(() => OnnxAdapterWriter.Write([], AdapterElementType.Single), Throws.ArgumentException);
        Assert.That(() => OnnxAdapterWriter.Write([ToyAdapter.Updates[0], ToyAdapter.Updates[0]], AdapterElementType.Single), Throws.ArgumentException.With.Message.Contains("two updates"));
        Assert.That(() => OnnxAdapterWriter.Write([ToyAdapter.Updates[0] with { Rank = 3 }], AdapterElementType.Single), Throws.ArgumentException.With.Message.Contains("rank 3"));
    }

    [Test]
    public void Load_AbsentOrForeign_SaysSo()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.At("text.fmadapter"), "This is no adapter, and it is longer than the end of a zip file.");
        File.WriteAllBytes(folder.At("empty.fmadapter"), []);

        Assert.That(() => AdapterPackage.Load(folder.At("none.fmadapter")), Throws.TypeOf<AdapterFormatException>().With.Message.Contains("none.fmadapter"));
        Assert.That(() => AdapterPackage.Load(folder.At("text.fmadapter")), Throws.TypeOf<AdapterFormatException>().With.Message.Contains("neither a folder nor a zip"));
        Assert.That(() => AdapterPackage.Load(folder.At("empty.fmadapter")), Throws.TypeOf<AdapterFormatException>());
        Assert.That(() => AdapterPackage.Load(folder.Path), Throws.TypeOf<AdapterFormatException>().With.Message.Contains(AdapterMetadata.FileName));
    }

    private static IEnumerable<TestCaseData> MetadataFaults()
    {
        static TestCaseData Fault(string element, string from, string to) => new TestCaseData(element, from, to).SetArgDisplayNames(element, to);

        yield return Fault("metadata.json", "{", "[");
        yield return Fault("metadata.json", "\"identifier\": \"toy\",", "");
        yield return Fault("metadata.json", "\"toy\"", "null");
        yield return Fault("metadata.json", "\"rank\": 3", "\"rank\": \"3\"");
        yield return Fault("metadata.json", "\"rank\": 3,", "\"rank\": 3, \"rank\": 3,");
        yield return Fault("identifier", "\"toy\"", "\" \"");
        yield return Fault("rank", "\"rank\": 3", "\"rank\": 0");
        yield return Fault("rank", "\"rank\": 3", "\"rank\": 4");
        yield return Fault("rank", "\"rank\": 3", "\"rank\": 5000");
        yield return Fault("targetModules", "\"attn_v\"", "\"attn_k\"");
        yield return Fault("baseModelSignature", ToyAdapter.Signature, "none");
        yield return Fault("weightsSha256", "\"weightsSha256\": \"", "\"weightsSha256\": \"0");
        yield return Fault("creatorDefined", "\"toys\"", "null");
    }

    [TestCaseSource(nameof(MetadataFaults))]
    public void Load_MetadataWithOneFault_NamesIt(string element, string from, string to)
    {
        using TemporaryFolder folder = new();
        string path = ToyAdapter.Write(folder.At("toy"));
        string file = Path.Combine(path, AdapterMetadata.FileName);
        string text = File.ReadAllText(file);
        Assert.That(text, Does.Contain(from));
        File.WriteAllText(file, text.Replace(from, to, StringComparison.Ordinal));

        AdapterFormatException error = Assert.Throws<AdapterFormatException>(() => AdapterPackage.Load(path))!;

        Assert.That(error.Element, Is.EqualTo(element), error.Message);
        Assert.That(error.File, Is.EqualTo(path));
    }

    private static IEnumerable<TestCaseData> WeightFaults()
    {
        static TestCaseData Fault(string element, string says, params (string Name, long[] Shape, int Type, byte[] Data)[] parameters) =>
            new TestCaseData(element, says, PlainAdapterFile.Write(1, parameters)).SetArgDisplayNames(says);
        static byte[] Bytes(int count) => new byte[count];

        (string, long[], int, byte[]) a = ("s.lora_A", [4, 2], 1, Bytes(32));
        (string, long[], int, byte[]) b = ("s.lora_B", [2, 3], 1, Bytes(24));
        yield return new TestCaseData("format_version", "2", PlainAdapterFile.Write(2, [a, b]));
        yield return Fault("parameters", "0 parameters");
        yield return Fault("s", "without its other matrix", a);
        yield return Fault("s.lora_A", "twice", a, a, b);
        yield return Fault("s.lora_C", "SLOT.lora_A", ("s.lora_C", [4, 2], 1, Bytes(32)), b);
        yield return Fault(".lora_A", "SLOT.lora_A", (".lora_A", [4, 2], 1, Bytes(32)), b);
        yield return Fault("s", "rank 1", ("s.lora_A", [4, 1], 1, Bytes(16)), b);
        yield return Fault("s.lora_A", "1 dimensions", ("s.lora_A", [8], 1, Bytes(32)), b);
        yield return Fault("s.lora_A", "[4, 2]", ("s.lora_A", [4, 2], 1, Bytes(31)), b);
        yield return Fault("s.lora_A", "[0, 2]", ("s.lora_A", [0, 2], 1, []), b);
        yield return Fault("s.lora_A", "[-4, -2]", ("s.lora_A", [-4, -2], 1, Bytes(32)), b);
        yield return Fault("s.lora_A", "4611686018427387904", ("s.lora_A", [1L << 62, 8], 1, Bytes(32)), b);
        yield return Fault("s.lora_A", "type 11", ("s.lora_A", [4, 2], 11, Bytes(64)), b);
        yield return Fault("s.lora_A", "NaN", ("s.lora_A", [4, 2], 1, Enumerable.Repeat((byte)255, 32).ToArray()), b);
        yield return Fault("s", "may be 1024", ("s.lora_A", [1, 2000], 1, Bytes(8000)), ("s.lora_B", [2000, 1], 1, Bytes(8000)));
    }

    [TestCaseSource(nameof(WeightFaults))]
    public void Load_WeightsWithOneFault_NamesIt(string element, string says, byte[] weights)
    {
        using TemporaryFolder folder = new();
        string path = ToyAdapter.Write(folder.At("toy"));
        PutWeights(path, weights);

        AdapterFormatException error = Assert.Throws<AdapterFormatException>(() => AdapterPackage.Load(path))!;

        Assert.That(error.Element, Is.EqualTo(element), error.Message);
        Assert.That(error.Message, Does.Contain(says));
    }

    [Test]
    public void Load_OtherWeights_AreRefusedByTheirHash()
    {
        using TemporaryFolder folder = new();
        string path = ToyAdapter.Write(folder.At("toy"));
        string file = Path.Combine(path, AdapterMetadata.WeightsFile);
        byte[] bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);

        Assert.That(() => AdapterPackage.Load(path), Throws.TypeOf<AdapterFormatException>().With.Message.Contains("SHA-256"));
    }

    [Test]
    public void Load_Cancelled_Ends()
    {
        using TemporaryFolder folder = new();
        string path = ToyAdapter.Write(folder.At("toy.fmadapter"));

        Assert.That(() => AdapterPackage.Load(path, new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => File.Delete(path), Throws.Nothing);
    }

    /// <summary>Replaces a package's weights and makes its metadata agree, so that only the weights can be at fault.</summary>
    private static void PutWeights(string folder, byte[] weights)
    {
        File.WriteAllBytes(Path.Combine(folder, AdapterMetadata.WeightsFile), weights);
        string file = Path.Combine(folder, AdapterMetadata.FileName);
        AdapterMetadata metadata = AdapterMetadataJson.Read(folder, File.ReadAllBytes(file));
        File.WriteAllBytes(file, AdapterMetadataJson.Write(metadata with { WeightsSha256 = Convert.ToHexStringLower(SHA256.HashData(weights)) }));
    }

    private static string Describe(AdapterUpdate update) => string.Create(
        CultureInfo.InvariantCulture,
        $"{update.Slot} {update.Inputs} {update.Outputs} {update.Rank}: {Text(update.A)} | {Text(update.B)}");

    private static string Text(ReadOnlyMemory<float> values) => string.Join(' ', values.ToArray().Select(v => v.ToString(CultureInfo.InvariantCulture)));
}
