using System.Security.Cryptography;
using FoundationModels.Conformance;
using FoundationModels.Import;
using FoundationModels.Import.Quantization;
using FoundationModels.Packages;
using FoundationModels.Sdk.Tests.Import.Architectures;
using Microsoft.ML.OnnxRuntime;

namespace FoundationModels.Sdk.Tests.Import;

public sealed class ModelImporterTests
{
    private static readonly long[] Prompt = [3, 17, 42, 5, 90];

    [Test]
    public void ImportAsync_SmallModel_WritesAManifestThatHolds() => Import(TensorType.Q4_1, new(), package =>
    {
        ModelManifest manifest = Manifest(package);
        Assert.Multiple(() =>
        {
            Assert.That(manifest.Format, Is.EqualTo(ModelImporter.Format));
            Assert.That(manifest.Architecture, Is.EqualTo("llama"));
            Assert.That(manifest.ContextSize, Is.EqualTo(64));
            Assert.That(manifest.VocabularySize, Is.EqualTo(TinyLlama.Vocabulary));
            Assert.That(manifest.KeyValue, Is.EqualTo(new KeyValueLayout(2, TinyLlama.KeyValueHeads, TinyLlama.HeadSize)));
            Assert.That(manifest.EndOfTurnTokens, Is.EqualTo(new[] { 7, TinyLlama.Vocabulary - 1 }));
            Assert.That(manifest.SpecialTokens["bos_token"], Is.EqualTo("<s>"));
            Assert.That(manifest.SpecialTokens["eos_token"], Is.EqualTo("t7"));
            Assert.That(manifest.Languages, Is.EqualTo(new[] { "en", "de" }));
            Assert.That(manifest.License, Is.EqualTo("mit"));
            Assert.That(manifest.AdapterSlots, Has.Count.EqualTo(7 * 2));
            Assert.That(manifest.AdapterSlots[6], Is.EqualTo(new AdapterSlot("layers.0.ffn_down", TinyLlama.FeedForward, TinyLlama.Hidden)));
        });
        foreach (PackageFile file in manifest.Files)
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(package, file.Name));
            Assert.That(bytes.LongLength, Is.EqualTo(file.Length), file.Name);
            Assert.That(Convert.ToHexStringLower(SHA256.HashData(bytes)), Is.EqualTo(file.Sha256), file.Name);
        }
    });

    [Test]
    public void ImportAsync_BothPrecisions_ShareTheSourceSignature()
    {
        byte[] model = new TinyLlama { Type = TensorType.Q8_0 }.ToFile();
        List<string> signatures = [];
        foreach (ModelPrecision precision in Enum.GetValues<ModelPrecision>())
        {
            ModelImportOptions options = new() { Precision = precision };
            TinyPackage.Import(model, options, (_, package) => signatures.Add(Manifest(package).SourceSignature));
        }

        Assert.That(signatures[0], Is.EqualTo(signatures[1]).And.Length.EqualTo(64));
    }

    [Test]
    public void ImportAsync_OneWeightChanged_ChangesTheSourceSignature()
    {
        byte[] model = new TinyLlama { Type = TensorType.Q8_0 }.ToFile();
        byte[] changed = [.. model];
        changed[^1] ^= 1;
        List<string> signatures = [];
        foreach (byte[] bytes in new[] { model, changed })
            TinyPackage.Import(bytes, new ModelImportOptions(), (_, package) => signatures.Add(Manifest(package).SourceSignature));
        Assert.That(signatures[0], Is.Not.EqualTo(signatures[1]));
    }

    [Test]
    public void ImportAsync_DecodeGraph_GivesTheLastLogitsOfTheFullGraph() =>
        Import(TensorType.Q4_1, new(), package =>
        {
            using ReferenceGraph full = new(package);
            using ReferenceGraph decode = new(package, Manifest(package).Graphs.Decode);
            float[] all = full.Run(Prompt, "logits")[0];
            float[] last = decode.Run(Prompt, "logits")[0];
            Assert.That(last, Has.Length.EqualTo(TinyLlama.Vocabulary));
            Assert.That(last, Is.EqualTo(all[^TinyLlama.Vocabulary..]).Within(1e-5));
        });

    [TestCase(true)]
    [TestCase(false)]
    public void ImportAsync_GenAIGraph_GivesTheLogitsOfTheFullGraphFromAMask(bool adapters) =>
        Import(TensorType.Q4_1, new() { GenAI = true, GenAIAdapters = adapters }, package =>
        {
            Assert.That(Path.Combine(package, "genai_config.json"), Does.Exist);
            using ReferenceGraph full = new(package);
            using ReferenceGraph masked = new(package, "model_genai.onnx");
            Assert.That(masked.Run(Prompt, "logits")[0], Is.EqualTo(full.Run(Prompt, "logits")[0]).Within(1e-5));
            Assert.That(masked.Run([8], "logits")[0], Is.EqualTo(full.Run([8], "logits")[0]).Within(1e-5));
        });

    [TestCase("layers.1.attn_q", "blk.1.attn_q.weight")]
    [TestCase("layers.0.attn_v", "blk.0.attn_v.weight")]
    [TestCase("layers.0.ffn_up", "blk.0.ffn_up.weight")]
    [TestCase("layers.1.ffn_down", "blk.1.ffn_down.weight")]
    public void ImportAsync_AdapterSlot_ActsOnItsOwnMapOnly(string slot, string tensor) =>
        TinyPackage.Import(new TinyLlama().ToFile(), new ModelImportOptions { Precision = ModelPrecision.Exact }, (source, package) =>
        {
            AdapterSlot place = Manifest(package).AdapterSlots.Single(s => s.Name == slot);
            using ReferenceGraph graph = new(package);
            float[] plain = graph.Run(Prompt, "logits")[0];

            // A rank-1 adapter that adds the map's own first input to its last output: the same as one changed weight.
            float[] a = new float[place.Inputs];
            float[] b = new float[place.Outputs];
            (a[0], b[^1]) = (1, 2);
            using OrtValue first = OrtValue.CreateTensorValueFromMemory(a, [place.Inputs, 1]);
            using OrtValue second = OrtValue.CreateTensorValueFromMemory(b, [1, place.Outputs]);
            graph.Inputs[$"{slot}.lora_A"] = first;
            graph.Inputs[$"{slot}.lora_B"] = second;
            graph.Reset();
            float[] adapted = graph.Run(Prompt, "logits")[0];

            Assert.That(LargestDifference(adapted, WithChangedWeight(source, tensor, place)), Is.LessThan(1e-4));
            Assert.That(LargestDifference(adapted, plain), Is.GreaterThan(1e-3));
        });

    [Test]
    public async Task ImportAsync_Progress_RisesToTheEnd()
    {
        List<ModelImportProgress> reports = [];
        string package = Directory.CreateTempSubdirectory("fm-package-").FullName;
        string source = Path.Combine(package, "source.gguf");
        await File.WriteAllBytesAsync(source, new TinyLlama().ToFile());
        await ModelImporter.ImportAsync(source, package, new(), new Listener(reports.Add), CancellationToken.None);
        Directory.Delete(package, recursive: true);
        Assert.That(reports.Select(r => r.CompletedBytes), Is.Ordered);
        Assert.That(reports[^1].Fraction, Is.EqualTo(1));
        Assert.That(reports, Has.Count.GreaterThan(7 * 2));
    }

    [Test]
    public async Task ImportAsync_Cancelled_StopsWithoutAManifest()
    {
        using CancellationTokenSource stop = new();
        string package = Directory.CreateTempSubdirectory("fm-package-").FullName;
        string source = Path.Combine(package, "source.gguf");
        await File.WriteAllBytesAsync(source, new TinyLlama().ToFile());
        Assert.That(
            () => ModelImporter.ImportAsync(source, package, new(), new Listener(_ => stop.Cancel()), stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Path.Combine(package, ModelManifest.FileName), Does.Not.Exist);
        Directory.Delete(package, recursive: true);
    }

    [Test]
    public void ImportAsync_NotANumber_NamesTheTensor()
    {
        byte[] model = new TinyLlama { Type = TensorType.F16 }.ToFile();
        BitConverter.TryWriteBytes(model.AsSpan(model.Length - 512), Half.NaN);
        foreach (ModelPrecision precision in Enum.GetValues<ModelPrecision>())
        {
            Assert.That(
                () => TinyPackage.Import(model, new ModelImportOptions { Precision = precision }, (_, _) => { }),
                Throws.TypeOf<ModelFormatException>().With.Property(nameof(ModelFormatException.Element)).EqualTo("blk.1.ffn_down.weight"));
        }
    }

    [Test]
    public void ImportAsync_DefaultModel_TakesItsPlaceInSeconds()
    {
        string source = SharedData.InRepository("models", "SmolLM2-135M-Instruct", "SmolLM2-135M-Instruct.Q4_1.gguf");
        string package = Directory.CreateTempSubdirectory("fm-package-").FullName;
        try
        {
            ModelImporter.ImportAsync(source, package, new(), null, CancellationToken.None).GetAwaiter().GetResult();
            ModelManifest manifest = Manifest(package);
            Assert.That(manifest.Id, Is.EqualTo("SmolLM2-135M-Instruct"));
            Assert.That(manifest.EndOfTurnTokens, Does.Contain(2));
            Assert.That(manifest.Files.Single(f => f.Name == "weights.bin").Length, Is.LessThan(106_000_000));
        }
        finally
        {
            Directory.Delete(package, recursive: true);
        }
    }

    private static void Import(TensorType type, ModelImportOptions options, Action<string> action) =>
        TinyPackage.Import(new TinyLlama { Type = type }.ToFile(), options, (_, package) => action(package));

    private static float LargestDifference(float[] a, float[] b) => a.Zip(b, (x, y) => MathF.Abs(x - y)).Max();

    private static ModelManifest Manifest(string package) => ModelManifestJson.Read(Path.Combine(package, ModelManifest.FileName));

    /// <summary>The logits after adding 2 to the weight of the first input and the last output; F32 files hold it in plain sight.</summary>
    private static float[] WithChangedWeight(string source, string tensor, AdapterSlot place)
    {
        byte[] bytes = File.ReadAllBytes(source);
        using (FoundationModels.Import.Gguf.GgufFile file = FoundationModels.Import.Gguf.GgufFile.Open(source))
        {
            // The last output is the last row in the file too: the llama permutation leaves it in place.
            int at = (int)(file.GetTensor(tensor).Offset + ((long)(place.Outputs - 1) * place.Inputs * sizeof(float)));
            BitConverter.TryWriteBytes(bytes.AsSpan(at), BitConverter.ToSingle(bytes, at) + 2);
        }

        float[] logits = [];
        TinyPackage.Import(bytes, new ModelImportOptions { Precision = ModelPrecision.Exact }, (_, package) =>
        {
            using ReferenceGraph graph = new(package);
            logits = graph.Run(Prompt, "logits")[0];
        });
        return logits;
    }

    private sealed class Listener(Action<ModelImportProgress> heard) : IProgress<ModelImportProgress>
    {
        public void Report(ModelImportProgress value) => heard(value);
    }
}
