using System.Text.Json.Nodes;
using FoundationModels.Conformance;
using FoundationModels.Conformance.Generation;
using FoundationModels.Import;
using FoundationModels.Packages;
using FoundationModels.Sdk.Tests.Import.Architectures;
using FoundationModels.Sdk.Tests.Import.Gguf;
using FoundationModels.Sdk.Tests.Packages;

namespace FoundationModels.Sdk.Tests.Import.HuggingFace;

public sealed class HuggingFaceImportTests
{
    private static readonly long[] Prompt = [3, 17, 17, 42, 5, 90, 61, 8];
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        Directory.CreateDirectory(_folder.At("model"));
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Import_ReferenceFolders_StayWithinTheirTolerance()
    {
        ConformanceReport report = ArchitecturesCommand.Run(new ConformanceArguments(
            [SharedData.Require("goldens", "architectures"), "--only", "llama,llama-linear,llama-sharded,llama-yarn,llama3-rope,granite,qwen2,qwen3,smollm3"]));
        string[] unsupported = [.. report.Unsupported.Keys];
        Assert.That(report.Cases.Where(c => !c.Passed).Select(c => $"{c.Id}: {c.Difference}"), Is.Empty);
        Assert.That(report.Cases.Count(c => !c.Id.StartsWith("gguf/", StringComparison.Ordinal)), Is.GreaterThanOrEqualTo(36));
        Assert.That(unsupported, Is.Empty);
    }

    [TestCase("llama", true, 1)]
    [TestCase("llama", false, 3)]
    [TestCase("granite", true, 1)]
    [TestCase("qwen3", true, 2)]
    [TestCase("smollm3", true, 1)]
    public void Import_SameModelAsGguf_ComputesTheSameToTheLastBit(string architecture, bool tied, int shards)
    {
        TinyLlama model = new() { Architecture = architecture, Tied = tied };
        float[] expected = [];
        TinyPackage.Import(model.ToFile(), new ModelImportOptions { Precision = ModelPrecision.Exact }, (source, package) =>
        {
            HuggingFaceExport.Write(source, _folder.At("model"), shards);
            expected = Logits(package);
        });
        Assert.That(Logits(Import()), Is.EqualTo(expected));
    }

    [Test]
    public void Import_LlamaWithBiases_ComputesTheSameToTheLastBit()
    {
        float[] expected = [];
        TinyPackage.Import(new TinyLlama { Biases = true }.ToFile(), new ModelImportOptions { Precision = ModelPrecision.Exact }, (source, package) =>
        {
            HuggingFaceExport.Write(source, _folder.At("model"));
            expected = Logits(package);
        });
        Assert.That(Logits(Import()), Is.EqualTo(expected));
    }

    [Test]
    [Category("Slow")]
    public void Import_DefaultModelsWeights_ComputesTheSameToTheLastBit()
    {
        string gguf = DefaultModel.RequireSource();
        HuggingFaceExport.Write(gguf, _folder.At("model"));
        Assert.That(Logits(Import()), Is.EqualTo(Logits(DefaultModelPackage.Open(gguf, ModelPrecision.Exact))));
    }

    [Test]
    public void Import_TinyReferenceModel_HasNoTokenizerAndFiniteLogits()
    {
        string package = Import(SharedData.Require("goldens", "adapters", "gradients-tiny", "model"));
        float[] logits = Logits(package);
        Assert.That(logits, Has.Length.EqualTo(Prompt.Length * 512).And.All.Matches<float>(float.IsFinite));
        Assert.That(File.Exists(Path.Combine(package, ModelManifest.TokenizerFile)), Is.False);
    }

    [Test]
    public async Task Import_NoTokenizer_SaysSoWhereOneIsNeeded()
    {
        Export();
        File.Delete(_folder.At("model", "tokenizer.json"));
        string package = Import();
        await using SystemLanguageModel model = new(package);
        Assert.That(
            async () => await model.EnsureReadyAsync(),
            Throws.TypeOf<ModelUnavailableException>().With.Message.Contains("has no tokenizer"));
    }

    [Test]
    public async Task EnsureReadyAsync_FolderAsModel_ImportsItIntoTheStore()
    {
        Export();
        SystemLanguageModelOptions options = new() { StoreFolder = _folder.At("store") };
        await using SystemLanguageModel model = new(_folder.At("model"), options);
        Assert.That(model.Availability.IsAvailable, Is.True);
        await model.EnsureReadyAsync();
        Assert.That(Directory.GetFiles(_folder.At("store"), ModelManifest.FileName, SearchOption.AllDirectories), Has.Length.EqualTo(1));
    }

    [Test]
    public void Manifest_FolderWithEverything_HasTokensTemplateAndName()
    {
        Export();
        string package = Import();
        ModelManifest manifest = ModelPackage.Open(package).Manifest;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(manifest.Id, Is.EqualTo("model"));
            Assert.That(manifest.Architecture, Is.EqualTo("llama"));
            Assert.That(manifest.EndOfTurnTokens, Is.EqualTo(new[] { 7, TinyLlama.Vocabulary - 1 }));
            Assert.That(manifest.SpecialTokens["bos_token"], Is.EqualTo("<s>"));
            Assert.That(File.ReadAllText(Path.Combine(package, ModelManifest.ChatTemplateFile)), Is.EqualTo("{{ bos_token }}{{ messages[0].content }}"));
            Assert.That(Tokenizer.Load(Path.Combine(package, ModelManifest.TokenizerFile)).VocabularySize, Is.EqualTo(TinyLlama.Vocabulary));
        }
    }

    [Test]
    public void Manifest_GenerationConfigAndTemplateFile_AreTakenFirst()
    {
        Export();
        File.WriteAllText(_folder.At("model", "generation_config.json"), """{"eos_token_id": [5, 9]}""");
        File.WriteAllText(_folder.At("model", "chat_template.jinja"), "from the file");
        string package = Import();
        Assert.That(ModelPackage.Open(package).Manifest.EndOfTurnTokens, Is.SupersetOf(new[] { 5, 9 }));
        Assert.That(File.ReadAllText(Path.Combine(package, ModelManifest.ChatTemplateFile)), Is.EqualTo("from the file"));
    }

    [Test]
    public void Manifest_SeveralTemplates_TakesTheDefaultOne()
    {
        Export();
        string settings = _folder.At("model", "tokenizer_config.json");
        JsonObject json = JsonNode.Parse(File.ReadAllText(settings))!.AsObject();
        json["chat_template"] = JsonNode.Parse("""[{"name": "rag", "template": "no"}, {"name": "default", "template": "yes"}]""");
        json["bos_token"] = JsonNode.Parse("""{"content": "<s>", "special": true}""");
        File.WriteAllText(settings, json.ToJsonString());
        string package = Import();
        Assert.That(File.ReadAllText(Path.Combine(package, ModelManifest.ChatTemplateFile)), Is.EqualTo("yes"));
        Assert.That(ModelPackage.Open(package).Manifest.SpecialTokens["bos_token"], Is.EqualTo("<s>"));
    }

    [Test]
    public void SourceSignature_FollowsWeightsAndConstantsAndNothingElse()
    {
        string one = Signature(1, _ => { });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Signature(3, _ => { }), Is.EqualTo(one), "shards");
            Assert.That(Signature(1, c => c["use_cache"] = true), Is.EqualTo(one), "a setting without effect");
            Assert.That(Signature(1, c => c["rope_theta"] = 10001), Is.Not.EqualTo(one), "rotation");
            Assert.That(Signature(1, c => c["rms_norm_eps"] = 1e-6), Is.Not.EqualTo(one), "norm");
            Assert.That(Signature(1, InNewStyle), Is.EqualTo(one), "style");
        }

        static void InNewStyle(JsonObject config)
        {
            config.Remove("rope_scaling");
            config["rope_parameters"] = new JsonObject { ["rope_type"] = "default", ["rope_theta"] = config["rope_theta"]!.GetValue<float>() };
            config.Remove("rope_theta");
        }
    }

    private string Signature(int shards, Action<JsonObject> change)
    {
        foreach (string file in Directory.GetFiles(_folder.At("model")))
            File.Delete(file);
        Export(shards, change);
        return ModelPackage.Open(Import()).Manifest.SourceSignature;
    }

    private void Export(int shards = 1, Action<JsonObject>? change = null) =>
        SmallGguf.WithFile(new TinyLlama().ToFile(), path => HuggingFaceExport.Write(path, _folder.At("model"), shards, change));

    private string Import(string? source = null)
    {
        string package = _folder.At("package");
        if (Directory.Exists(package))
            Directory.Delete(package, recursive: true);
        ModelImportOptions options = new() { Precision = ModelPrecision.Exact };
        ModelImporter.ImportAsync(source ?? _folder.At("model"), package, options, null, CancellationToken.None).GetAwaiter().GetResult();
        return package;
    }

    private static float[] Logits(string package)
    {
        using ReferenceGraph graph = new(package);
        return graph.Run(Prompt, "logits")[0];
    }
}
