using System.Globalization;

namespace FoundationModels.Import.HuggingFace;

/// <summary>The names of a decoder's modules in Transformers, and what GGUF and adapter slots call the same.</summary>
internal static class HuggingFaceNames
{
    /// <summary>What the module path of a layer begins with, before its number.</summary>
    public const string LayerPrefix = "model.layers.";

    private static readonly (string Module, string Part)[] Linears =
    [
        ("self_attn.q_proj", "attn_q"),
        ("self_attn.k_proj", "attn_k"),
        ("self_attn.v_proj", "attn_v"),
        ("self_attn.o_proj", "attn_output"),
        ("mlp.gate_proj", "ffn_gate"),
        ("mlp.up_proj", "ffn_up"),
        ("mlp.down_proj", "ffn_down"),
    ];

    private static readonly Dictionary<string, string> InLayer = new(StringComparer.Ordinal)
    {
        ["input_layernorm"] = "attn_norm",
        ["post_attention_layernorm"] = "ffn_norm",
        ["self_attn.q_norm"] = "attn_q_norm",
        ["self_attn.k_norm"] = "attn_k_norm",
    };

    private static readonly Dictionary<string, string> Outside = new(StringComparer.Ordinal)
    {
        ["model.embed_tokens.weight"] = "token_embd.weight",
        ["model.norm.weight"] = "output_norm.weight",
        [OutputProjection] = "output.weight",
    };

    /// <summary>The name of the output projection, where it is not the embedding.</summary>
    public const string OutputProjection = "lm_head.weight";

    static HuggingFaceNames()
    {
        foreach ((string module, string part) in Linears)
            InLayer.Add(module, part);
    }

    /// <summary>GGUF's name of a tensor, or null where no decoder here has such a tensor.</summary>
    public static string? TensorOf(string name, int layers)
    {
        if (Outside.TryGetValue(name, out string? known))
            return known;
        if (!TrySplit(name, layers, out int layer, out string? rest) || rest.LastIndexOf('.') is not (> 0 and var dot))
            return null;
        string kind = rest[(dot + 1)..];
        return kind is "weight" or "bias" && InLayer.TryGetValue(rest[..dot], out string? part)
            ? string.Create(CultureInfo.InvariantCulture, $"blk.{layer}.{part}.{kind}")
            : null;
    }

    /// <summary>The name here of a tensor by GGUF's name, for messages.</summary>
    public static string NameOf(string tensor)
    {
        string? outside = Outside.FirstOrDefault(pair => pair.Value == tensor).Key;
        if (outside is not null)
            return outside;
        string? module = tensor.Split('.') is ["blk", _, var part, _] ? InLayer.FirstOrDefault(pair => pair.Value == part).Key : null;
        return module is not null && tensor.Split('.') is [_, var layer, _, var kind] ? $"{LayerPrefix}{layer}.{module}.{kind}" : tensor;
    }

    /// <summary>The adapter slot of a linear map, as in "layers.0.attn_q" for "model.layers.0.self_attn.q_proj"; null where the path is no such map's.</summary>
    public static string? SlotOf(string modulePath)
    {
        if (!TrySplit(modulePath, int.MaxValue, out int layer, out string? module))
            return null;
        foreach ((string candidate, string part) in Linears)
        {
            if (candidate == module)
                return string.Create(CultureInfo.InvariantCulture, $"layers.{layer}.{part}");
        }

        return null;
    }

    /// <summary>The kind of a linear map by its module's own name, as in "attn_q" for "q_proj"; null where no such map is called so.</summary>
    public static string? KindOf(string name) => Linears.FirstOrDefault(linear => linear.Module.EndsWith($".{name}", StringComparison.Ordinal)).Part;

    private static bool TrySplit(string path, int layers, out int layer, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? rest)
    {
        (layer, rest) = (0, null);
        if (!path.StartsWith(LayerPrefix, StringComparison.Ordinal) || path.IndexOf('.', LayerPrefix.Length) is not (> 0 and var dot))
            return false;
        string digits = path[LayerPrefix.Length..dot];
        rest = path[(dot + 1)..];

        // "07" would be a second name for layer 7.
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out layer)
            && layer < layers
            && (digits.Length == 1 || digits[0] != '0');
    }
}
