using FoundationModels.Import.Gguf;
using FoundationModels.Import.Quantization;

namespace FoundationModels.Sdk.Tests.Import.Gguf;

public sealed class GgufFileTests
{
    [Test]
    public void Open_Version2_ReadsTheSameLayout() =>
        SmallGguf.WithFile(new GgufBuilder { Version = 2 }.Add("general.name", "x").ToArray(), path =>
        {
            using GgufFile file = GgufFile.Open(path);
            Assert.That(file.Metadata.GetString("general.name"), Is.EqualTo("x"));
            Assert.That(file.Architecture, Is.Null);
        });

    [Test]
    public void Metadata_EveryKindOfValue_IsRead() => SmallGguf.WithFile(SmallGguf.Build().ToArray(), path =>
    {
        using GgufFile file = GgufFile.Open(path);
        GgufMetadata metadata = file.Metadata;
        Assert.That(file.Architecture, Is.EqualTo("llama"));
        Assert.That(metadata.GetInt32("small"), Is.EqualTo(-5));
        Assert.That(metadata.TryGetInt64("large", out long large), Is.True);
        Assert.That(large, Is.EqualTo(1L << 40));
        Assert.That(metadata.TryGetBoolean("flag", out bool flag) && flag, Is.True);
        Assert.That(metadata.GetSingle("double"), Is.EqualTo(0.5f));
        Assert.That(metadata.GetStrings("tokenizer.ggml.tokens").ToArray(), Is.EqualTo(new[] { "a", "b", "é", "" }));
        Assert.That(metadata.TryGetInt32Array("tokenizer.ggml.token_type", out int[]? types), Is.True);
        Assert.That(types, Is.EqualTo(new[] { 1, 3, 1, 6 }));
        Assert.That(metadata.TryGetUInt32("absent", out _), Is.False);
    });

    [Test]
    public void Metadata_WrongTypeOrRange_NamesTheKey() => SmallGguf.WithFile(SmallGguf.Build().ToArray(), path =>
    {
        using GgufFile file = GgufFile.Open(path);
        GgufMetadata metadata = file.Metadata;
        AssertNames("absent", () => metadata.GetString("absent"));
        AssertNames("general.architecture", () => metadata.GetInt32("general.architecture"));
        AssertNames("large", () => metadata.GetInt32("large"));
        AssertNames("small", () => metadata.TryGetUInt32("small", out _));
        AssertNames("flag", () => metadata.GetSingle("flag"));
        AssertNames("tokenizer.ggml.tokens", () => metadata.TryGetInt32Array("tokenizer.ggml.tokens", out _));
        AssertNames("tokenizer.ggml.token_type", () => metadata.GetStrings("tokenizer.ggml.token_type"));
    });

    [Test]
    public void Dequantize_SmallTensors_GivesTheirValues() => SmallGguf.WithFile(SmallGguf.Build().ToArray(), path =>
    {
        using GgufFile file = GgufFile.Open(path);
        Assert.That(Decode(file, "one", 0, 4), Is.EqualTo(new float[] { 1, 2, 3, 4 }));
        Assert.That(Decode(file, "half", 1, 2), Is.EqualTo(new float[] { 3, 4 }));
        float[] codes = Decode(file, "codes", 0, 64);
        Assert.That(codes[..16], Is.All.EqualTo(-1f));
        Assert.That(codes[16..32], Is.All.EqualTo(1f));
        Assert.That(codes[32..48], Is.All.EqualTo(-2f));
        Assert.That(() => Decode(file, "half", 1, 4), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Decode(file, "half", 0, 3), Throws.ArgumentException);
    });

    [Test]
    public void Dequantize_UnsupportedType_NamesTensorAndType()
    {
        byte[] bytes = new GgufBuilder().AddTensor("blk.0.x", TensorType.Q2_K, [256], new byte[84]).ToArray();
        SmallGguf.WithFile(bytes, path =>
        {
            using GgufFile file = GgufFile.Open(path);
            ModelFormatException error = Assert.Throws<ModelFormatException>(() => Decode(file, "blk.0.x", 0, 256))!;
            Assert.That(error.Message, Does.Contain("blk.0.x").And.Contain("Q2_K").And.Contain("unsupported"));
        });
    }

    [Test]
    public void GetData_AfterDispose_Throws() => SmallGguf.WithFile(SmallGguf.Build().ToArray(), path =>
    {
        GgufFile file = GgufFile.Open(path);
        file.Dispose();
        Assert.That(() => file.GetData(file.GetTensor("one")).Length, Throws.InstanceOf<ObjectDisposedException>());
    });

    [Test]
    public void Open_TensorBeyond2GB_ReadsItsRows()
    {
        // A sparse file: the second tensor lies behind a hole of 3 GB.
        const ulong Hole = 3UL << 30;
        byte[] head = new GgufBuilder()
            .AddTensorEntry("big", (uint)TensorType.F32, [1 << 10, Hole >> 12], 0)
            .AddTensorEntry("last", (uint)TensorType.F32, [2], Hole)
            .ToArray();
        SmallGguf.WithFile(head, path =>
        {
            using (FileStream stream = File.OpenWrite(path))
            {
                stream.Position = head.Length + (long)Hole;
                stream.Write([0, 0, 128, 63, 0, 0, 0, 64]);
            }

            using GgufFile file = GgufFile.Open(path);
            Assert.That(Decode(file, "last", 0, 2), Is.EqualTo(new float[] { 1, 2 }));
            Assert.That(Decode(file, "big", (long)(Hole >> 12) - 1, 1 << 10), Is.All.EqualTo(0f));
            AssertNames("big", () => file.GetData(file.GetTensor("big")));
        });
    }

    private static float[] Decode(GgufFile file, string tensor, long firstRow, int count)
    {
        float[] values = new float[count];
        file.Dequantize(file.GetTensor(tensor), firstRow, values);
        return values;
    }

    private static void AssertNames(string key, Action code)
    {
        ModelFormatException error = Assert.Throws<ModelFormatException>(code)!;
        Assert.That(error.Element, Is.EqualTo(key));
        Assert.That(error.Message, Does.Contain(Path.GetFileName(error.File)));
    }
}
