using System.Runtime.InteropServices;
using FoundationModels.Adapters;
using FoundationModels.Adapters.Import;
using FoundationModels.Import.Quantization;
using FoundationModels.Packages;
using FoundationModels.Sdk.Tests.Import.Gguf;

namespace FoundationModels.Sdk.Tests.Adapters.Import;

public sealed class GgufAdapterTests
{
    [TestCase("tools")]
    [TestCase("intents")]
    public void Read_ReferenceAdapterAsGguf_IsTheSameAdapter(string name)
    {
        ImportedAdapter expected = AdapterImporter.Read(SharedData.Require("goldens", "adapters", name), AdapterBase.Default);
        ExpectSame(Write(expected, AdapterBase.Default, alpha: 32, TensorType.F32), AdapterBase.Default, expected);
    }

    [Test]
    public void Read_HalfPrecision_IsTheSameAdapter()
    {
        ImportedAdapter expected = AdapterImporter.Read(SharedData.Require("goldens", "adapters", "intents"), AdapterBase.Default);
        ExpectSame(Write(expected, AdapterBase.Default, alpha: 32, TensorType.F16), AdapterBase.Default, expected);
    }

    [Test]
    public void Read_SmallAdapter_PutsRotaryPairsApartAndScales()
    {
        using PeftFolder folder = new();
        ImportedAdapter expected = AdapterImporter.Read(folder.Write(), AdapterBase.Tiny);
        ExpectSame(Write(expected, AdapterBase.Tiny, alpha: 4, TensorType.F32), AdapterBase.Tiny, expected);

        // A head of 4 has rows 0 to 3; its file has 0, 2, 1, 3.
        byte[] file = Write(expected, AdapterBase.Tiny, alpha: 0, TensorType.F32);
        SmallGguf.WithFile(file, path =>
        {
            AdapterUpdate query = AdapterImporter.Read(path, AdapterBase.Tiny).Updates.Single(u => u.Slot == "layers.0.attn_q");
            float[] b = folder.Tensors["base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight"].Values;
            Assert.That(query.B.Span[1], Is.EqualTo(2 * b[2]), "without an alpha, the scaling is 1");
        });
    }

    private static IEnumerable<TestCaseData> Faults()
    {
        static TestCaseData Fault(string element, GgufBuilder builder) => new TestCaseData(element, builder.ToArray()).SetArgDisplayNames(element);

        yield return Fault("general.type", new GgufBuilder().Add("general.type", "model"));
        yield return Fault("adapter.type", new GgufBuilder().Add("general.type", "adapter").Add("adapter.type", "control_vector"));
        yield return Fault("adapter.lora.alpha", Start());
        yield return Fault("blk.0.attn_q.weight", Start().AddTensor("blk.0.attn_q.weight", TensorType.F32, [8], new byte[32]));
        yield return Fault("blk.0.attn_q.weight.lora_a", Start().AddTensor("blk.0.attn_q.weight.lora_b", TensorType.F32, [2, 8], new byte[64]));
        yield return Fault("blk.0.attn_q.weight.lora_b", Start().AddTensor("blk.0.attn_q.weight.lora_a", TensorType.F32, [8, 2], new byte[64]));
        yield return Fault("token_embd.weight.lora_a", Start().AddTensor("token_embd.weight.lora_a", TensorType.F32, [8, 2], new byte[64]));
    }

    [TestCaseSource(nameof(Faults))]
    public void Read_OneThingWrong_NamesIt(string element, byte[] file) => SmallGguf.WithFile(file, path =>
    {
        AdapterFormatException? error = Assert.Throws<AdapterFormatException>(() => AdapterImporter.Read(path, AdapterBase.Tiny));
        Assert.That(error?.Element, Is.EqualTo(element), error?.Message);
    });

    [Test]
    public void Read_OtherArchitecture_IsAMismatch()
    {
        using PeftFolder folder = new();
        byte[] file = Write(AdapterImporter.Read(folder.Write(), AdapterBase.Tiny), AdapterBase.Tiny, 4, TensorType.F32);
        SmallGguf.WithFile(file, path => Assert.That(
            () => AdapterImporter.Read(path, AdapterBase.Tiny with { Architecture = "qwen2" }), Throws.TypeOf<AdapterMismatchException>()));
    }

    [Test]
    public void Read_ChangedBytes_NeverFailsOtherwise()
    {
        using PeftFolder folder = new();
        byte[] correct = Write(AdapterImporter.Read(folder.Write(), AdapterBase.Tiny), AdapterBase.Tiny, 4, TensorType.F32);
        Corruption.Run(correct, 1000, bytes => SmallGguf.WithFile(bytes, path =>
        {
            try
            {
                AdapterImporter.Read(path, AdapterBase.Tiny);
            }
            catch (Exception e) when (e is AdapterFormatException or AdapterMismatchException)
            {
            }
        }));
    }

    private static void ExpectSame(byte[] file, ModelManifest manifest, ImportedAdapter expected) => SmallGguf.WithFile(file, path =>
    {
        ImportedAdapter actual = AdapterImporter.Read(path, manifest);
        Assert.That(actual.Metadata.Alpha, Is.EqualTo(expected.Metadata.Alpha));
        Dictionary<string, AdapterUpdate> updates = actual.Updates.ToDictionary(u => u.Slot);
        Assert.That(updates, Has.Count.EqualTo(expected.Updates.Count));
        foreach (AdapterUpdate update in expected.Updates)
        {
            Assert.That(updates[update.Slot].A.Span.SequenceEqual(update.A.Span), update.Slot);
            Assert.That(updates[update.Slot].B.Span.SequenceEqual(update.B.Span), update.Slot);
        }
    });

    private static GgufBuilder Start() => new GgufBuilder()
        .Add("general.type", "adapter").Add("adapter.type", "lora").Add("general.architecture", "llama").Add("adapter.lora.alpha", 4f);

    /// <summary>An adapter in llama.cpp's form: A [rank, inputs], B [outputs, rank] without its scaling, the rows of rotary pairs side by side.</summary>
    private static byte[] Write(ImportedAdapter adapter, ModelManifest manifest, float alpha, TensorType type)
    {
        GgufBuilder file = new GgufBuilder()
            .Add("general.type", "adapter").Add("adapter.type", "lora").Add("general.architecture", "llama").Add("adapter.lora.alpha", alpha);
        foreach (AdapterUpdate update in adapter.Updates)
        {
            float scaling = alpha == 0 ? 1 : alpha / update.Rank;
            float[] a = new float[update.A.Length];
            float[] b = new float[update.B.Length];
            bool isRotated = update.Slot.EndsWith("attn_q", StringComparison.Ordinal) || update.Slot.EndsWith("attn_k", StringComparison.Ordinal);
            for (int k = 0; k < update.Rank; k++)
            {
                for (int i = 0; i < update.Inputs; i++)
                    a[(k * update.Inputs) + i] = update.A.Span[(i * update.Rank) + k];
                for (int o = 0; o < update.Outputs; o++)
                    b[((isRotated ? FileRow(o, manifest.KeyValue.HeadSize) : o) * update.Rank) + k] = update.B.Span[(k * update.Outputs) + o] / scaling;
            }

            string name = update.Slot.Replace("layers.", "blk.", StringComparison.Ordinal) + ".weight";
            file.AddTensor(name + ".lora_a", type, [(ulong)update.Inputs, (ulong)update.Rank], Bytes(a, type));
            file.AddTensor(name + ".lora_b", type, [(ulong)update.Rank, (ulong)update.Outputs], Bytes(b, type));
        }

        return file.ToArray();
    }

    /// <summary>Row j of a head's first half goes to 2j, row j of the second half to 2j + 1.</summary>
    private static int FileRow(int row, int headSize)
    {
        int inHead = row % headSize;
        int half = headSize / 2;
        return row - inHead + (inHead < half ? 2 * inHead : (2 * (inHead - half)) + 1);
    }

    private static byte[] Bytes(float[] values, TensorType type) => type == TensorType.F32
        ? MemoryMarshal.AsBytes(values.AsSpan()).ToArray()
        : MemoryMarshal.AsBytes(values.Select(v => (Half)v).ToArray().AsSpan()).ToArray();
}
