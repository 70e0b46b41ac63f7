using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace FoundationModels.Import.HuggingFace;

/// <summary>
/// The hyperparameters in a <c>config.json</c>. It comes in two styles: rotation in <c>rope_theta</c> and <c>rope_scaling</c>, or all of it in
/// <c>rope_parameters</c>.
/// </summary>
internal sealed class HuggingFaceConfig : IHyperparameters
{
    private const string RotaryBase = "rope.freq_base";
    private const string RotaryKind = "rope.scaling.type";
    private const string AttentionScale = "attention.scale";

    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["block_count"] = "num_hidden_layers",
        ["embedding_length"] = "hidden_size",
        ["feed_forward_length"] = "intermediate_size",
        ["context_length"] = "max_position_embeddings",
        ["expert_count"] = "num_local_experts",
        ["attention.head_count"] = "num_attention_heads",
        ["attention.head_count_kv"] = "num_key_value_heads",
        ["attention.key_length"] = "head_dim",
        ["attention.layer_norm_rms_epsilon"] = "rms_norm_eps",
        [AttentionScale] = "attention_multiplier",
        ["embedding_scale"] = "embedding_multiplier",
        ["residual_scale"] = "residual_multiplier",
        ["logit_scale"] = "logits_scaling",
        ["no_rope_layers"] = "no_rope_layers",
        ["no_rope_layer_interval"] = "no_rope_layer_interval",
        [RotaryBase] = "rope_theta",
    };

    private static readonly Dictionary<string, string> RotaryKeys = new(StringComparer.Ordinal)
    {
        [RotaryKind] = "rope_type",
        ["rope.scaling.factor"] = "factor",
        ["rope.scaling.original_context_length"] = "original_max_position_embeddings",
        ["rope.scaling.attention_factor"] = "attention_factor",
        ["rope.scaling.yarn_beta_fast"] = "beta_fast",
        ["rope.scaling.yarn_beta_slow"] = "beta_slow",
        ["rope.scaling.low_freq_factor"] = "low_freq_factor",
        ["rope.scaling.high_freq_factor"] = "high_freq_factor",
    };

    private readonly SourceJson _json;
    private readonly HuggingFaceFamily _family;
    private readonly SourceJson? _rotary;

    /// <summary>Takes a file's content.</summary>
    public HuggingFaceConfig(SourceJson json, HuggingFaceFamily family)
    {
        (_json, _family) = (json, family);
        _rotary = json.Child("rope_parameters") ?? json.Child("rope_scaling");
        foreach (string name in family.Required)
            _ = Required(name);
    }

    /// <inheritdoc/>
    public string KeyOf(string name) => Locate(name) is (SourceJson at, string key) ? at.KeyOf(key) : name;

    /// <inheritdoc/>
    public bool Has(string name) => Find(name) is not null;

    /// <inheritdoc/>
    public bool IsArray(string name) => Find(name) is { ValueKind: JsonValueKind.Array };

    /// <inheritdoc/>
    public bool TryGetInt32(string name, out int number)
    {
        number = 0;
        if (Find(name) is not { } value)
            return false;
        number = _json.IntegerOf(KeyOf(name), value);
        return true;
    }

    /// <inheritdoc/>
    public int GetInt32(string name) => _json.IntegerOf(KeyOf(name), Required(name));

    /// <inheritdoc/>
    public float GetSingle(string name) => (float)_json.NumberOf(KeyOf(name), Required(name));

    /// <inheritdoc/>
    public bool TryGetString(string name, [NotNullWhen(true)] out string? text)
    {
        text = Find(name) is { } value ? _json.TextOf(KeyOf(name), value) : null;
        return text is not null;
    }

    /// <inheritdoc/>
    public bool TryGetInt32Array(string name, [NotNullWhen(true)] out int[]? numbers)
    {
        numbers = null;
        if (Find(name) is not { } value)
            return false;
        if (value.ValueKind != JsonValueKind.Array)
            throw _json.Fault(KeyOf(name), "The value is not an array.");
        numbers = [.. value.EnumerateArray().Select(item => _json.IntegerOf(KeyOf(name), item))];
        return true;
    }

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, byte[]>> Constants()
    {
        foreach (string name in Keys.Keys.Concat(RotaryKeys.Keys))
        {
            bool counts = name.StartsWith("rope.", StringComparison.Ordinal) || name.StartsWith("attention.", StringComparison.Ordinal)
                || name.EndsWith("_scale", StringComparison.Ordinal) || name.StartsWith("no_rope_", StringComparison.Ordinal);
            if (counts && Find(name) is { } value)
                yield return KeyValuePair.Create($"{_family.Architecture}.{name}", Bytes(name, value));
        }
    }

    /// <summary>Numbers as 64-bit floating point, so that 10000 and 10000.0 are the same model.</summary>
    private byte[] Bytes(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
            return [.. value.EnumerateArray().SelectMany(item => Bytes(name, item))];
        if (value.ValueKind == JsonValueKind.String)
            return Encoding.UTF8.GetBytes(_json.TextOf(KeyOf(name), value));
        byte[] bytes = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, _json.NumberOf(KeyOf(name), value));
        return bytes;
    }

    private JsonElement Required(string name) => Find(name) ?? throw _json.Fault(KeyOf(name), "The value is absent.");

    private JsonElement? Find(string name)
    {
        if (Locate(name) is not (SourceJson at, string key) || at.Find(key) is not { } value)
            return null;

        // Transformers calls no scaling by a name of its own.
        return name == RotaryKind && value.ValueKind == JsonValueKind.String && value.ValueEquals("default"u8) ? null : value;
    }

    private (SourceJson At, string Key)? Locate(string name)
    {
        if (name == AttentionScale && !_family.HasMultipliers)
            return null;
        if (name == RotaryBase && !_json.Has(Keys[RotaryBase]) && _rotary is not null)
            return (_rotary, Keys[RotaryBase]);
        if (Keys.TryGetValue(name, out string? key))
            return (_json, key);
        if (_rotary is null || !RotaryKeys.TryGetValue(name, out key))
            return null;

        // Older files say "type".
        return (_rotary, name == RotaryKind && !_rotary.Has(key) ? "type" : key);
    }
}
