using System.Numerics.Tensors;
using System.Text.Json;
using FoundationModels.Adapters;
using FoundationModels.Adapters.Import;
using FoundationModels.Adapters.Sets;
using FoundationModels.Conformance;
using FoundationModels.Import;
using FoundationModels.Import.Architectures;
using FoundationModels.Import.HuggingFace;
using FoundationModels.Import.Quantization;
using FoundationModels.Packages;
using FoundationModels.Sdk.Tests.Adapters.Import;
using FoundationModels.Sdk.Tests.Import.Architectures;
using FoundationModels.Sdk.Tests.Import.Gguf;
using FoundationModels.Sdk.Tests.Packages;
using Microsoft.ML.OnnxRuntime;

namespace FoundationModels.Sdk.Tests.Adapters.Sets;

public sealed class AdapterMergeTests
{
    private static readonly long[] Prompt = [3, 17, 17, 42, 5, 90, 61, 8];
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Merge_TinyReferenceModel_HasTheLossOfTheReference()
    {
        string folder = SharedData.Require("goldens", "adapters", "gradients-tiny");
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "manifest.json")));
        double expected = manifest.RootElement.GetProperty("loss_at_each_step")[0].GetDouble();
        string source = Path.Combine(folder, "model");
        string plain = Import(source, ModelPrecision.Exact, null);
        AdapterPackage adapter = Package(AdapterImporter.Read(Path.Combine(folder, "initial-adapter"), ModelPackage.Open(plain).Manifest));

        using (ReferenceGraph beside = new(plain))
        {
            foreach (AdapterUpdate update in adapter.Updates)
            {
                beside.Inputs[$"{update.Slot}.lora_A"] = OrtValue.CreateTensorValueFromMemory(update.A.ToArray(), [update.Inputs, update.Rank]);
                beside.Inputs[$"{update.Slot}.lora_B"] = OrtValue.CreateTensorValueFromMemory(update.B.ToArray(), [update.Rank, update.Outputs]);
            }

            Assert.That(Loss(beside, manifest.RootElement), Is.EqualTo(expected).Within(1e-5), "beside the weights");
        }

        using ReferenceGraph merged = new(Import(source, ModelPrecision.Exact, new AdapterMerge([(adapter, 1)])));
        Assert.That(Loss(merged, manifest.RootElement), Is.EqualTo(expected).Within(1e-5), "merged");
    }

    [TestCase("tools")]
    [TestCase("intents-rslora")]
    public void Merge_DefaultModel_HasTheWeightsOfTheReference(string name)
    {
        AdapterPackage adapter = Package(AdapterImporter.Read(SharedData.Require("goldens", "adapters", name), AdapterBase.Default));
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("goldens", "adapters", "merged-weights.json")));
        using ModelSource source = new(DefaultModel.RequireSource(), new AdapterMerge([(adapter, 1)]));
        foreach (JsonProperty module in document.RootElement.GetProperty(name).EnumerateObject())
        {
            string slot = HuggingFaceNames.SlotOf(module.Name)!;
            AdapterUpdate update = adapter.Updates.Single(u => u.Slot == slot);
            bool isRotated = slot.EndsWith("attn_q", StringComparison.Ordinal) || slot.EndsWith("attn_k", StringComparison.Ordinal);
            string tensor = $"{slot.Replace("layers.", "blk.", StringComparison.Ordinal)}.weight";
            int[]? order = isRotated ? RotaryRows.Order(update.Outputs / 64, 64, 64) : null;
            SourceMatrix matrix = source.Matrix(tensor, update.Outputs, update.Inputs, order);
            matrix = matrix with { Change = source.Change!.ChangeOf(slot) };
            float[] row = new float[update.Inputs];
            source.DecodeRow(matrix, 0, row);
            double[] expected = [.. module.Value.GetProperty("merged_row0_first4").EnumerateArray().Select(v => v.GetDouble())];
            for (int i = 0; i < expected.Length; i++)
                Assert.That(row[i], Is.EqualTo(expected[i]).Within(1e-6), module.Name);
        }
    }

    [Test]
    public void Merge_QuantizedModel_IsCloseInBothPrecisionsAndAnotherModel()
    {
        SmallGguf.WithFile(new TinyLlama { Type = TensorType.Q4_1 }.ToFile(), path =>
        {
            string plain = Import(path, ModelPrecision.Exact, null);
            AdapterPackage adapter = Package(RandomAdapter(ModelPackage.Open(plain).Manifest));
            AdapterMerge half = new([(adapter, 0.25f), (adapter, 0.25f)]);
            string exact = Import(path, ModelPrecision.Exact, half);
            float[] expected = Logits(exact);
            float[] fast = Logits(Import(path, ModelPrecision.Fast, half));
            Assert.That(RelativeError(fast, expected), Is.LessThan(0.03));
            Assert.That(RelativeError(Logits(plain), expected), Is.GreaterThan(0.1));
            Assert.That(RelativeError(Logits(Import(path, ModelPrecision.Exact, new AdapterMerge([(adapter, 0.5f)]))), expected), Is.LessThan(1e-5));

            ModelManifest manifest = ModelPackage.Open(exact).Manifest;
            Assert.That(manifest.SourceSignature, Is.Not.EqualTo(ModelPackage.Open(plain).Manifest.SourceSignature));
            Assert.That(manifest.Id, Does.EndWith("+adapter+adapter"));
        });
    }

    private static ImportedAdapter RandomAdapter(ModelManifest manifest)
    {
        Random random = new(4);
        AdapterUpdate[] updates = [.. manifest.AdapterSlots
            .Where(s => s.Name.EndsWith("attn_q", StringComparison.Ordinal) || s.Name.EndsWith("ffn_down", StringComparison.Ordinal))
            .Select(s => new AdapterUpdate(s.Name, s.Inputs, s.Outputs, 3, Values(s.Inputs * 3), Values(s.Outputs * 3)))];
        return new ImportedAdapter(AdapterImporter.Describe("adapter", 3, updates, manifest), updates);
        float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => 0.4f * (random.NextSingle() - 0.5f))];
    }

    private AdapterPackage Package(ImportedAdapter adapter)
    {
        string path = _folder.At($"{Guid.NewGuid():N}.fmadapter");
        AdapterPackageWriter.Write(path, adapter.Metadata, adapter.Updates, AdapterElementType.Single);
        return AdapterPackage.Load(path);
    }

    private string Import(string source, ModelPrecision precision, IModelChange? change)
    {
        string package = _folder.At(Guid.NewGuid().ToString("N"));
        ModelImporter.ImportChangedAsync(source, package, change, new ModelImportOptions { Precision = precision }, null, CancellationToken.None).GetAwaiter().GetResult();
        return package;
    }

    private static float[] Logits(string package)
    {
        using ReferenceGraph graph = new(package);
        return graph.Run(Prompt, "logits")[0];
    }

    private static double RelativeError(float[] a, float[] b) =>
        Math.Sqrt(a.Zip(b, (x, y) => (double)(x - y) * (x - y)).Average()) / TensorPrimitives.StdDev<float>(b);

    /// <summary>The mean of −log p over the response tokens of the whole batch.</summary>
    private static double Loss(ReferenceGraph graph, JsonElement manifest)
    {
        JsonElement batch = manifest.GetProperty("batch");
        double sum = 0;
        int count = 0;
        for (int i = 0; i < batch.GetProperty("input_ids").GetArrayLength(); i++)
        {
            long[] ids = [.. batch.GetProperty("input_ids")[i].EnumerateArray().Select(id => id.GetInt64())];
            graph.Reset();
            float[] logits = graph.Run(ids, "logits")[0];
            int vocabulary = logits.Length / ids.Length;
            for (int j = batch.GetProperty("prompt_lengths")[i].GetInt32(); j < ids.Length; j++, count++)
            {
                ReadOnlySpan<float> row = logits.AsSpan((j - 1) * vocabulary, vocabulary);
                double total = 0;
                foreach (float logit in row)
                    total += Math.Exp(logit);
                sum += Math.Log(total) - row[(int)ids[j]];
            }
        }

        return sum / count;
    }
}
