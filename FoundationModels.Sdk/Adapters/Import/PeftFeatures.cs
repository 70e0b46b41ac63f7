using System.Text.Json;
using FoundationModels.Import;

namespace FoundationModels.Adapters.Import;

/// <summary>
/// Refuses a configuration that asks for more than a product of two matrices beside a map. Versions of PEFT add settings; an unknown one passes
/// only while it is off.
/// </summary>
internal static class PeftFeatures
{
    // Settings that are read elsewhere, or act while an adapter is trained and not afterwards.
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "peft_type", "r", "lora_alpha", "rank_pattern", "alpha_pattern", "target_modules", "exclude_modules", "layers_to_transform", "layers_pattern",
        "use_rslora", "fan_in_fan_out", "lora_dropout", "init_lora_weights", "task_type", "inference_mode", "base_model_name_or_path", "revision",
        "auto_mapping", "peft_version", "megatron_core", "qalora_group_size", "bias",
    };

    // Other ways to begin change the model's own weights, which are then not those that the adapter belongs to.
    private static readonly string[] HarmlessStarts = ["gaussian", "orthogonal", "eva"];

    /// <summary>Checks an <c>adapter_config.json</c>.</summary>
    /// <exception cref="ModelFormatException">A setting is unsupported.</exception>
    public static void Check(SourceJson config)
    {
        if (config.Text("peft_type") is var type && !string.Equals(type, "LORA", StringComparison.OrdinalIgnoreCase))
            throw config.Fault("peft_type", $"Adapters of type '{type ?? "null"}' are unsupported; LORA is supported.");
        if (config.Text("bias") is { } bias and not "none")
            throw config.Fault("bias", $"The adapter changes biases ('{bias}'), which is unsupported.");
        if (config.Find("init_lora_weights") is { ValueKind: JsonValueKind.String } start
            && config.TextOf("init_lora_weights", start) is var name && !HarmlessStarts.Contains(name))
        {
            throw config.Fault("init_lora_weights", $"Adapters that began as '{name}' belong to changed weights; convert it to a plain LoRA adapter first.");
        }

        // The delta of a transposed weight is transposed too, so that the product is the same: the value has only to be one.
        _ = config.Flag("fan_in_fan_out", false);
        foreach ((string key, JsonElement value) in config.Properties)
        {
            if (!Harmless.Contains(key) && !IsOff(value))
                throw config.Fault(key, "The adapter uses this setting, which is unsupported.");
        }
    }

    private static bool IsOff(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        JsonValueKind.String => value.ValueEquals(""u8),
        _ => false,
    };
}
