using System.Text.Json.Nodes;
using FoundationModels.Sdk.Tests.Import.Safetensors;
using FoundationModels.Sdk.Tests.Packages;

namespace FoundationModels.Sdk.Tests.Adapters.Import;

/// <summary>A small adapter as PEFT writes it, of rank 2 for queries and the last map of both layers.</summary>
internal sealed class PeftFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PeftFolder()
    {
        Config = JsonNode.Parse("""
            {"peft_type": "LORA", "r": 2, "lora_alpha": 4, "target_modules": ["q_proj", "down_proj"], "rank_pattern": {}, "alpha_pattern": {},
             "bias": "none", "use_rslora": false, "fan_in_fan_out": false, "lora_dropout": 0.1, "loftq_config": {}, "some_new_setting": null}
            """)!.AsObject();
        Random random = new(3);
        for (int layer = 0; layer < 2; layer++)
        {
            Add(random, $"model.layers.{layer}.self_attn.q_proj", 8, 8);
            Add(random, $"model.layers.{layer}.mlp.down_proj", 12, 8);
        }
    }

    public string Path => _folder.Path;

    public JsonObject Config { get; }

    /// <summary>The matrices by their names in the file: float32 with their shapes.</summary>
    public Dictionary<string, (long[] Shape, float[] Values)> Tensors { get; } = [];

    public string Write()
    {
        File.WriteAllText(_folder.At("adapter_config.json"), Config.ToJsonString());
        SafetensorsBuilder builder = new();
        foreach ((string name, (long[] shape, float[] values)) in Tensors)
            builder.Add(name, shape, values);
        builder.Write(_folder.At("adapter_model.safetensors"));
        return Path;
    }

    public void Dispose() => _folder.Dispose();

    private void Add(Random random, string module, int inputs, int outputs)
    {
        Tensors.Add($"base_model.model.{module}.lora_A.weight", ([2, inputs], Values(2 * inputs)));
        Tensors.Add($"base_model.model.{module}.lora_B.weight", ([outputs, 2], Values(2 * outputs)));
        float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }
}
