using System.Text.Json.Nodes;
using FoundationModels.Import;
using FoundationModels.Sdk.Tests.Import.Architectures;
using FoundationModels.Sdk.Tests.Import.Gguf;
using FoundationModels.Sdk.Tests.Packages;

namespace FoundationModels.Sdk.Tests.Import.HuggingFace;

/// <summary>Folders with something wrong: one clear exception, whatever it is.</summary>
public sealed class HuggingFaceFaultTests
{
    private const int Mutations = 4000;
    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        SmallGguf.WithFile(new TinyLlama().ToFile(), path => HuggingFaceExport.Write(path, _folder.Path, shards: 2));
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    private static IEnumerable<TestCaseData> Faults()
    {
        static TestCaseData Fault(string element, Action<JsonObject> change) => new TestCaseData(element, change).SetArgDisplayNames(element);
        static Action<JsonObject> Rotary(string json) => config => config["rope_scaling"] = JsonNode.Parse(json);

        yield return Fault("model_type", config => config["model_type"] = "gemma");
        yield return Fault("model_type", config => config["model_type"] = null);
        yield return Fault("hidden_act", config => config["hidden_act"] = "gelu");
        yield return Fault("quantization_config", config => config["quantization_config"] = new JsonObject());
        yield return Fault("hidden_size", config => config.Remove("hidden_size"));
        yield return Fault("hidden_size", config => config["hidden_size"] = 256.5);
        yield return Fault("rms_norm_eps", config => config.Remove("rms_norm_eps"));
        yield return Fault("num_key_value_heads", config => (config["model_type"], config["num_key_value_heads"]) = ("mistral", null));
        yield return Fault("rope_theta", config => config["rope_theta"] = -1);
        yield return Fault("rope_scaling.rope_type", Rotary("""{"rope_type": "dynamic", "factor": 2}"""));
        yield return Fault("rope_scaling.factor", Rotary("""{"type": "linear"}"""));
        yield return Fault("rope_scaling.low_freq_factor", Rotary("""{"rope_type": "llama3", "factor": 2}"""));
        yield return Fault("rope_scaling.truncate", Rotary("""{"rope_type": "yarn", "factor": 2, "truncate": false}"""));
        yield return Fault("rope_scaling.mscale", Rotary("""{"rope_type": "yarn", "factor": 2, "mscale": 1}"""));
        yield return Fault("rope_scaling", Rotary("7"));
        yield return Fault("partial_rotary_factor", config => config["partial_rotary_factor"] = 0.5);
        yield return Fault("sliding_window", config => (config["model_type"], config["sliding_window"]) = ("mistral", 32));
        yield return Fault("layer_types", config => config["layer_types"] = new JsonArray("full_attention", "sliding_attention"));
        yield return Fault("vocab_size", config => config["vocab_size"] = 97);
        yield return Fault("tie_word_embeddings", config => config["tie_word_embeddings"] = "yes");
        yield return Fault("lm_head.weight", config => config["tie_word_embeddings"] = false);
        yield return Fault("model.layers.0.self_attn.q_proj.bias", config => config["attention_bias"] = true);
        yield return Fault("model.layers.2.input_layernorm.weight", config => config["num_hidden_layers"] = 3);
        yield return Fault("model.layers.1.input_layernorm.weight", config => config["num_hidden_layers"] = 1);
        yield return Fault("model.layers.0.mlp.gate_proj.weight", config => config["intermediate_size"] = 128);
        yield return Fault("eos_token_id", config => config["eos_token_id"] = 96);
        yield return Fault("no_rope_layers", config => (config["model_type"], config["no_rope_layers"]) = ("smollm3", new JsonArray(1)));
    }

    [TestCaseSource(nameof(Faults))]
    public void Validate_OneThingWrong_NamesIt(string element, Action<JsonObject> change)
    {
        string path = _folder.At("config.json");
        byte[] correct = File.ReadAllBytes(path);
        try
        {
            JsonObject config = JsonNode.Parse(correct)!.AsObject();
            change(config);
            File.WriteAllText(path, config.ToJsonString());
            ModelFormatException? error = Assert.Throws<ModelFormatException>(() => ModelImporter.Validate(_folder.Path));
            Assert.That(error?.Element, Is.EqualTo(element), error?.Message);
        }
        finally
        {
            File.WriteAllBytes(path, correct);
        }
    }

    [TestCase("config.json")]
    [TestCase("model.safetensors.index.json")]
    [TestCase("tokenizer_config.json")]
    [TestCase("model-1-of-2.safetensors")]
    public void Validate_ChangedBytes_NeverFailsOtherwise(string name)
    {
        string path = _folder.At(name);
        byte[] correct = File.ReadAllBytes(path);
        int refused = 0;
        try
        {
            Corruption.Run(correct, Mutations / 4, bytes =>
            {
                File.WriteAllBytes(path, bytes);
                try
                {
                    ModelImporter.Validate(_folder.Path);
                }
                catch (ModelFormatException)
                {
                    refused++;
                }
            });
        }
        finally
        {
            File.WriteAllBytes(path, correct);
        }

        Assert.That(refused, Is.GreaterThan(Mutations / 20));
    }

    [Test]
    public void Validate_LongConfig_IsRefusedBeforeItIsRead()
    {
        using TemporaryFolder folder = new();
        using (FileStream file = File.Create(folder.At("config.json")))
            file.SetLength(1L << 30);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.That(() => ModelImporter.Validate(folder.Path), Throws.TypeOf<ModelFormatException>());
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(1 << 20));
    }
}
