using System.Globalization;
using System.Text.Json;

namespace FoundationModels.Import.HuggingFace;

/// <summary>Refuses a configuration that asks for what no graph here does: a model that runs is computed as its makers meant it.</summary>
internal static class HuggingFaceFeatures
{
    /// <summary>Checks a <c>config.json</c>.</summary>
    /// <exception cref="ModelFormatException">Something in it is unsupported.</exception>
    public static void Check(SourceJson config, HuggingFaceFamily family)
    {
        if (config.Text("hidden_act") is { } activation and not ("silu" or "swish"))
            throw config.Fault("hidden_act", $"The activation '{activation}' is unsupported; silu is supported.");
        if (config.Has("quantization_config"))
            throw config.Fault("quantization_config", "Quantized weights are unsupported in this form; use the unquantized model, or its GGUF file.");
        CheckWindow(config, family);
        SourceJson? rotary = config.Child("rope_parameters") ?? config.Child("rope_scaling");
        foreach (SourceJson? part in new[] { config, rotary })
        {
            if (part?.Number("partial_rotary_factor") is { } share and not 1)
                throw part.Fault("partial_rotary_factor", string.Create(CultureInfo.InvariantCulture, $"Rotating {share} of a head is unsupported."));
        }

        if (rotary is null)
            return;
        if (!rotary.Flag("truncate", true))
            throw rotary.Fault("truncate", "YaRN without rounded bounds is unsupported.");
        foreach (string name in (string[])["mscale", "mscale_all_dim", "short_factor", "long_factor", "full_attention", "sliding_attention"])
        {
            if (rotary.Has(name))
                throw rotary.Fault(name, "This form of rotary scaling is unsupported.");
        }
    }

    private static void CheckWindow(SourceJson config, HuggingFaceFamily family)
    {
        if (config.Find("layer_types") is { } layers)
        {
            if (layers.ValueKind != JsonValueKind.Array)
                throw config.Fault("layer_types", "The value is not an array.");
            foreach (JsonElement layer in layers.EnumerateArray())
            {
                if (config.TextOf("layer_types", layer) is var type and not "full_attention")
                    throw config.Fault("layer_types", $"Layers of type '{type}' are unsupported; full_attention is supported.");
            }
        }

        bool slides = family.SlidesAlways || config.Flag("use_sliding_window", false);
        if (slides && config.Integer("sliding_window") is { } window && window < (config.Integer("max_position_embeddings") ?? int.MaxValue))
            throw config.Fault("sliding_window", $"A sliding window of {window} positions is unsupported.");
    }
}
