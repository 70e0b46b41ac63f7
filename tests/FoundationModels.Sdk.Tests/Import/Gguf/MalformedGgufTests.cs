using FoundationModels.Conformance;
using FoundationModels.Import.Gguf;
using FoundationModels.Import.Quantization;
using FsCheck;
using FsCheck.Fluent;

namespace FoundationModels.Sdk.Tests.Import.Gguf;

public sealed class MalformedGgufTests
{
    private static readonly byte[] Correct = SmallGguf.Build().ToArray();

    [Test]
    public void Open_ReferenceCases_AreRefusedOrLoadedAsTheyShould()
    {
        string folder = SharedData.Require("goldens", "architectures", "malformed");
        ConformanceReport report = MalformedCommand.Run(new ConformanceArguments([folder]));
        Assert.That(report.Cases.Where(c => !c.Passed).Select(c => $"{c.Id}: {c.Difference}"), Is.Empty);
        Assert.That(report.Passed, Is.GreaterThanOrEqualTo(199));
    }

    private static IEnumerable<TestCaseData> Faults()
    {
        static TestCaseData Fault(string name, string element, GgufBuilder builder) =>
            new TestCaseData(element, builder.ToArray()).SetArgDisplayNames(name);

        static GgufBuilder Tensor(ulong[] dimensions, uint type = 0, ulong offset = 0, string name = "t") =>
            SmallGguf.Build().AddTensorEntry(name, type, dimensions, offset);

        yield return Fault("version 1", "version", new GgufBuilder { Version = 1 });
        yield return Fault("big endian", "version", new GgufBuilder { Version = 3u << 24 });
        yield return Fault("tensor count", "tensor count", new GgufBuilder { TensorCount = ulong.MaxValue });
        yield return Fault("metadata count", "metadata count", new GgufBuilder { MetadataCount = 1UL << 62 });
        yield return Fault("key twice", "k", SmallGguf.Build().Add("k", 1u).Add("k", 2u));
        yield return Fault("key not UTF-8", "metadata key 0", new GgufBuilder().Add([0xFF, 0xFE], GgufValueType.UInt8, w => w.Write((byte)1)));
        yield return Fault("empty key", "metadata key 0", new GgufBuilder().Add("", 1u));
        yield return Fault("unknown value type", "k", new GgufBuilder().Add("k", (GgufValueType)13, w => w.Write(1UL)));
        yield return Fault("string length wraps", "k", new GgufBuilder().Add("k", GgufValueType.String, w => w.Write(ulong.MaxValue - 7)));
        yield return Fault("array of 2^61", "k", new GgufBuilder().Add("k", GgufValueType.Array, w => WriteArray(w, GgufValueType.UInt64, 1UL << 61)));
        yield return Fault("array of arrays of arrays of arrays", "k", new GgufBuilder().Add("k", GgufValueType.Array, w =>
        {
            for (int i = 0; i < 4; i++)
                WriteArray(w, GgufValueType.Array, 1);
            w.Write(new byte[64]);
        }));
        yield return Fault("alignment 7", "general.alignment", SmallGguf.Build().Add("general.alignment", 7u));
        yield return Fault("alignment 0", "general.alignment", SmallGguf.Build().Add("general.alignment", 0u));
        yield return Fault("alignment of text", "general.alignment", SmallGguf.Build().Add("general.alignment", "32"));
        yield return Fault("one of several parts", "split.count", SmallGguf.Build().Add("split.count", 3u));
        yield return Fault("no dimensions", "t", Tensor([]));
        yield return Fault("five dimensions", "t", Tensor([1, 1, 1, 1, 1]));
        yield return Fault("dimension 0", "t", Tensor([0, 4]));
        yield return Fault("dimension 2^64 - 8", "t", Tensor([ulong.MaxValue - 7]));
        yield return Fault("dimensions overflow to 0", "t", Tensor([1UL << 32, 1UL << 32]));
        yield return Fault("bytes overflow", "t", Tensor([1UL << 62]));
        yield return Fault("unknown type", "t", Tensor([32], type: 250));
        yield return Fault("removed type", "t", Tensor([32], type: 4));
        yield return Fault("row of half a block", "t", Tensor([16], type: (uint)TensorType.Q4_0));
        yield return Fault("offset past the end", "t", Tensor([1], offset: 1 << 20));
        yield return Fault("offset wraps", "t", Tensor([1], offset: ulong.MaxValue - 31));
        yield return Fault("end past the end", "t", Tensor([1 << 20], offset: 0));
        yield return Fault("misaligned", "t", Tensor([1], offset: 4));
        yield return Fault("shared bytes", "t", Tensor([1], offset: 0));
        yield return Fault("name twice", "one", Tensor([1], offset: 0, name: "one"));
        yield return Fault("name of 64 bytes", "tensor name 3", Tensor([1], name: new string('n', 64)));
        yield return Fault("empty name", "tensor name 3", Tensor([1], name: ""));
    }

    [TestCaseSource(nameof(Faults))]
    public void Open_OneThingWrong_NamesIt(string element, byte[] bytes) => SmallGguf.WithFile(bytes, path =>
    {
        ModelFormatException error = Assert.Throws<ModelFormatException>(() => GgufFile.Open(path).Dispose())!;
        Assert.That(error.Element, Is.EqualTo(element).Or.EqualTo("one"), error.Message);
        Assert.That(error.Message, Does.StartWith(Path.GetFileName(path)));
    });

    [Test]
    public void Open_NotGguf_SaysSo() => SmallGguf.WithFile("GGUX and more"u8.ToArray(), path =>
        Assert.That(() => GgufFile.Open(path), Throws.TypeOf<ModelFormatException>().With.Message.Contains("not GGUF")));

    [Test]
    public void Open_CutAnywhere_IsRefused()
    {
        for (int length = 0; length < Correct.Length; length++)
        {
            byte[] cut = Correct[..length];
            SmallGguf.WithFile(cut, path =>
                Assert.That(() => GgufFile.Open(path).Dispose(), Throws.TypeOf<ModelFormatException>(), $"cut to {cut.Length} bytes"));
        }
    }

    [Test]
    public void ReadEverything_CorrectFile_Succeeds() => Assert.That(() => SmallGguf.ReadEverything(Correct), Throws.Nothing);

    [Test]
    public void ReadEverything_ChangedBytes_NeverFailsOtherwise()
    {
        Gen<(int At, byte Value)> change = Gen.Choose(0, Correct.Length - 1).Zip(Gen.Choose(0, 255), (at, value) => (at, (byte)value));
        Gen<(int At, byte Value)[]> changes = Gen.Choose(1, 4).SelectMany(count => change.ArrayOf(count));
        Prop.ForAll(changes.ToArbitrary(), list =>
        {
            byte[] bytes = [.. Correct];
            foreach ((int at, byte value) in list)
                bytes[at] = value;
            try
            {
                SmallGguf.ReadEverything(bytes);
            }
            catch (ModelFormatException)
            {
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    private static void WriteArray(BinaryWriter writer, GgufValueType type, ulong count)
    {
        writer.Write((uint)type);
        writer.Write(count);
    }
}
