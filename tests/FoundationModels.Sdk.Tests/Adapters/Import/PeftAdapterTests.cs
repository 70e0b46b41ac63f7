using System.Text.Json;
using System.Text.Json.Nodes;
using FoundationModels.Adapters;
using FoundationModels.Adapters.Import;
using FoundationModels.Import.HuggingFace;

namespace FoundationModels.Sdk.Tests.Adapters.Import;

internal sealed class PeftAdapterTests
{
    [TestCase("tools", 210)]
    [TestCase("intents", 210)]
    [TestCase("intents-rslora", 60)]
    public void Read_ReferenceAdapters_AddWhatTheReferenceAdds(string name, int modules)
    {
        ImportedAdapter adapter = AdapterImporter.Read(SharedData.Require("goldens", "adapters", name), AdapterBase.Default);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("goldens", "adapters", "merged-weights.json")));
        JsonElement expected = document.RootElement.GetProperty(name);
        Dictionary<string, AdapterUpdate> updates = adapter.Updates.ToDictionary(u => u.Slot);
        Assert.That(updates, Has.Count.EqualTo(modules));
        foreach (JsonProperty module in expected.EnumerateObject())
        {
            AdapterUpdate update = updates[HuggingFaceNames.SlotOf(module.Name)!];
            AddedWeights added = new(update);
            double norm = module.Value.GetProperty("delta_frobenius").GetDouble();
            Assert.That(update.Rank, Is.EqualTo(module.Value.GetProperty("rank").GetInt32()), module.Name);
            Assert.That(added.Norm(), Is.EqualTo(norm).Within(1e-5).Percent, module.Name);
            Assert.That(added.Sum(), Is.EqualTo(module.Value.GetProperty("delta_sum").GetDouble()).Within(1e-5 * norm), module.Name);
            double[] first = [.. module.Value.GetProperty("delta_row0_first4").EnumerateArray().Select(v => v.GetDouble())];
            for (int i = 0; i < first.Length; i++)
                Assert.That(added.At(0, i), Is.EqualTo(first[i]).Within(1e-7 * norm), module.Name);
        }
    }

    [Test]
    public void Read_SmallAdapter_TransposesAndScales()
    {
        using PeftFolder folder = new();
        ImportedAdapter adapter = AdapterImporter.Read(folder.Write(), AdapterBase.Tiny);
        AdapterUpdate update = adapter.Updates.Single(u => u.Slot == "layers.1.ffn_down");
        float[] a = folder.Tensors["base_model.model.model.layers.1.mlp.down_proj.lora_A.weight"].Values;
        float[] b = folder.Tensors["base_model.model.model.layers.1.mlp.down_proj.lora_B.weight"].Values;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(update.A.Span[(5 * 2) + 1], Is.EqualTo(a[12 + 5]));
            Assert.That(update.B.Span[8 + 3], Is.EqualTo(2 * b[(3 * 2) + 1]));
            Assert.That((update.Inputs, update.Outputs, update.Rank), Is.EqualTo((12, 8, 2)));
            Assert.That(adapter.Metadata.Alpha, Is.EqualTo(4));
            Assert.That(adapter.Metadata.Rank, Is.EqualTo(2));
            Assert.That(adapter.Metadata.TargetModules, Is.EqualTo(new[] { "attn_q", "ffn_down" }));
            Assert.That(adapter.Metadata.BaseModelSignature, Is.EqualTo(AdapterBase.Tiny.SourceSignature));
        }
    }

    // The first pattern of the file that matches wins; a name without backslashes is a pattern too, and stands for whole parts of a path.
    [TestCase("""{"q_proj": 8, ".*": 16}""", 4)]
    [TestCase("""{".*": 16, "q_proj": 8}""", 8)]
    [TestCase("""{"proj": 8}""", 2)]
    [TestCase("""{"layers.[0-1].self_attn.q_proj": 6}""", 3)]
    [TestCase("""{"(?!.*q_proj).*": 8}""", 2)]
    public void Read_AlphaPatterns_ResolveAsPeftDoes(string patterns, double scaling)
    {
        using PeftFolder folder = new();
        folder.Config["alpha_pattern"] = JsonNode.Parse(patterns);
        float expected = folder.Tensors["base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight"].Values[0] * (float)scaling;
        ImportedAdapter adapter = AdapterImporter.Read(folder.Write(), AdapterBase.Tiny);
        Assert.That(adapter.Updates.Single(u => u.Slot == "layers.0.attn_q").B.Span[0], Is.EqualTo(expected));
    }

    private static IEnumerable<TestCaseData> Faults()
    {
        static TestCaseData Fault(string element, Action<PeftFolder> change, string? name = null) => new TestCaseData(element, change).SetArgDisplayNames(name ?? element);
        static TestCaseData Setting(string key, string value) => Fault(key, folder => folder.Config[key] = JsonNode.Parse(value), $"{key}: {value}");

        yield return Setting("peft_type", "\"IA3\"");
        yield return Setting("use_dora", "true");
        yield return Setting("lora_bias", "true");
        yield return Setting("bias", "\"all\"");
        yield return Setting("modules_to_save", """["lm_head"]""");
        yield return Setting("trainable_token_indices", "[1]");
        yield return Setting("layer_replication", "[[0, 1]]");
        yield return Setting("target_parameters", """["x"]""");
        yield return Setting("init_lora_weights", "\"pissa\"");
        yield return Setting("loftq_config", """{"loftq_bits": 4}""");
        yield return Setting("some_new_setting", "3");
        yield return Setting("use_rslora", "1");
        yield return Setting("fan_in_fan_out", "\"no\"");
        yield return Setting("r", "0");
        yield return Setting("r", "null");
        yield return Setting("lora_alpha", "\"4\"");
        yield return Setting("target_modules", """["q_proj"]""");
        yield return Setting("target_modules", "\"(\"");
        yield return Setting("layers_to_transform", "[0]");
        yield return Setting("rank_pattern", "[]");
        yield return Fault("rank_pattern.(", folder => folder.Config["rank_pattern"] = JsonNode.Parse("""{"(": 3}"""));
        yield return Fault("alpha_pattern.a{,3}", folder => folder.Config["alpha_pattern"] = JsonNode.Parse("""{"a{,3}": 3}"""));
        yield return Fault("alpha_pattern.(?!x)(.*)*y", folder => folder.Config["alpha_pattern"] = JsonNode.Parse("""{"(?!x)(.*)*y": 3}"""));
        const string A = "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight";
        const string B = "base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight";
        yield return Fault(A, folder => folder.Config["rank_pattern"] = JsonNode.Parse("""{"q_proj": 3}"""), "other rank than the file's");
        yield return Fault(A, folder => folder.Tensors.Remove(A), "no A");
        yield return Fault(B, folder => folder.Tensors.Remove(B), "no B");
        yield return Fault(A, folder => folder.Tensors[A].Values[3] = float.NaN, "a NaN");
        yield return Fault("base_model.model.lm_head.weight", folder => folder.Tensors["base_model.model.lm_head.weight"] = ([1], [1]));
        yield return Fault(
            "base_model.model.model.norm.lora_A.weight", folder => folder.Tensors["base_model.model.model.norm.lora_A.weight"] = ([2, 8], new float[16]));
    }

    [TestCaseSource(nameof(Faults))]
    public void Read_OneThingWrong_NamesIt(string element, Action<PeftFolder> change)
    {
        using PeftFolder folder = new();
        change(folder);
        AdapterFormatException? error = Assert.Throws<AdapterFormatException>(() => AdapterImporter.Read(folder.Write(), AdapterBase.Tiny));
        Assert.That(error?.Element, Is.EqualTo(element), error?.Message);
    }

    [Test]
    public void Read_ForAnotherModel_IsAMismatch()
    {
        using PeftFolder folder = new();
        Assert.That(() => AdapterImporter.Read(folder.Write(), AdapterBase.Default), Throws.TypeOf<AdapterMismatchException>());
    }

    [TestCase("adapter_config.json", 2000)]
    [TestCase("adapter_model.safetensors", 1000)]
    public void Read_ChangedBytes_NeverFailsOtherwise(string file, int copies)
    {
        using PeftFolder folder = new();
        folder.Config["rank_pattern"] = JsonNode.Parse("""{"layers.0.self_attn.q_proj": 2}""");
        string path = Path.Combine(folder.Write(), file);
        byte[] correct = File.ReadAllBytes(path);
        Corruption.Run(correct, copies, bytes =>
        {
            File.WriteAllBytes(path, bytes);
            try
            {
                AdapterImporter.Read(folder.Path, AdapterBase.Tiny);
            }
            catch (Exception e) when (e is AdapterFormatException or AdapterMismatchException)
            {
            }
        });
    }
}
