using System.Text.Json.Nodes;
using FoundationModels.Import;
using FoundationModels.Import.Architectures;
using FoundationModels.Import.HuggingFace;
using FoundationModels.Sdk.Tests.Import.Safetensors;

namespace FoundationModels.Sdk.Tests.Import.HuggingFace;

/// <summary>Writes a model in a GGUF file as a folder in the form of Hugging Face, in float32.</summary>
internal static class HuggingFaceExport
{
    private static readonly string[] Modules =
    [
        "model.embed_tokens", "model.norm", "lm_head", "input_layernorm", "post_attention_layernorm", "self_attn.q_norm", "self_attn.k_norm",
        "self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj", "mlp.gate_proj", "mlp.up_proj", "mlp.down_proj",
    ];

    /// <summary>Writes the folder.</summary>
    /// <param name="gguf">The model's file.</param>
    /// <param name="folder">A folder that exists.</param>
    /// <param name="shards">The number of files of weights.</param>
    /// <param name="change">May change the configuration.</param>
    public static void Write(string gguf, string folder, int shards = 1, Action<JsonObject>? change = null)
    {
        using ModelSource source = new(gguf);
        int layers = source.Size("block_count");
        JsonObject config = Config(source);
        change?.Invoke(config);
        File.WriteAllText(Path.Combine(folder, "config.json"), config.ToJsonString());
        File.WriteAllBytes(Path.Combine(folder, "tokenizer.json"), source.File.ReadTokenizer()!);
        VocabularyFacts vocabulary = source.File.ReadVocabulary(source.VocabularyOf("token_embd.weight"));
        JsonObject settings = new() { ["chat_template"] = source.File.ReadChatTemplate() };
        foreach ((string name, string text) in vocabulary.Special)
            settings[name] = text;
        File.WriteAllText(Path.Combine(folder, "tokenizer_config.json"), settings.ToJsonString());

        SafetensorsBuilder[] files = [.. Enumerable.Range(0, shards).Select(_ => new SafetensorsBuilder())];
        JsonObject map = [];
        int count = 0;
        foreach (string name in Names(layers))
        {
            if (HuggingFaceNames.TensorOf(name, layers) is not { } key || !source.HasTensor(key))
                continue;
            int shard = count++ % shards;
            map[name] = ShardName(shard, shards);
            Add(files[shard], source, name, key);
        }

        for (int i = 0; i < shards; i++)
            files[i].Write(Path.Combine(folder, ShardName(i, shards)));
        if (shards > 1)
            File.WriteAllText(Path.Combine(folder, "model.safetensors.index.json"), new JsonObject { ["weight_map"] = map }.ToJsonString());
    }

    private static string ShardName(int shard, int shards) => shards == 1 ? "model.safetensors" : $"model-{shard + 1}-of-{shards}.safetensors";

    private static IEnumerable<string> Names(int layers) =>
        from module in Modules
        from layer in module.StartsWith("model.", StringComparison.Ordinal) || module == "lm_head" ? [""] : Enumerable.Range(0, layers).Select(i => $"model.layers.{i}.")
        from kind in new[] { ".weight", ".bias" }
        select layer + module + kind;

    private static JsonObject Config(ModelSource source)
    {
        AttentionShape attention = AttentionReader.Read(source, source.Size("block_count"), source.Size("embedding_length"));
        JsonObject config = new()
        {
            ["model_type"] = source.Architecture,
            ["hidden_act"] = "silu",
            ["num_hidden_layers"] = source.Size("block_count"),
            ["hidden_size"] = source.Size("embedding_length"),
            ["intermediate_size"] = source.Size("feed_forward_length"),
            ["max_position_embeddings"] = source.Size("context_length"),
            ["num_attention_heads"] = attention.Heads,
            ["num_key_value_heads"] = attention.KeyValueHeads,
            ["head_dim"] = attention.HeadSize,
            ["rms_norm_eps"] = source.Positive("attention.layer_norm_rms_epsilon"),
            ["rope_theta"] = source.Positive("rope.freq_base"),
            ["rope_scaling"] = null,
            ["tie_word_embeddings"] = !source.HasTensor("output.weight"),
            ["attention_bias"] = source.HasTensor("blk.0.attn_output.bias"),
            ["mlp_bias"] = source.HasTensor("blk.0.ffn_up.bias"),
            ["vocab_size"] = source.VocabularyOf("token_embd.weight"),
            ["eos_token_id"] = new JsonArray([.. source.File.ReadVocabulary(int.MaxValue).EndOfTurn.Select(id => (JsonNode)id)]),
        };
        if (source.Architecture == "granite")
        {
            config["embedding_multiplier"] = source.Positive("embedding_scale");
            config["residual_multiplier"] = source.Positive("residual_scale");
            config["logits_scaling"] = source.Positive("logit_scale");
            config["attention_multiplier"] = attention.Scale;
        }

        return config;
    }

    private static void Add(SafetensorsBuilder file, ModelSource source, string name, string key)
    {
        SourceTensor tensor = source.File.GetTensor(key);
        int columns = (int)tensor.RowLength;
        int[]? order = Order(source, key);
        float[] values = new float[tensor.ElementCount];
        if (tensor.RowCount == 1)
        {
            source.DecodeRow(tensor, 0, values);
            file.Add(name, [columns], order is null ? values : [.. order.Select(i => values[i])]);
            return;
        }

        for (int row = 0; row < tensor.RowCount; row++)
            source.DecodeRow(tensor, order is null ? row : order[row], values.AsSpan(row * columns, columns));
        file.Add(name, [tensor.RowCount, columns], values);
    }

    private static int[]? Order(ModelSource source, string key)
    {
        if (source.Architecture.StartsWith("qwen", StringComparison.Ordinal))
            return null;
        AttentionShape attention = AttentionReader.Read(source, source.Size("block_count"), source.Size("embedding_length"));
        int heads = key.Contains(".attn_q.", StringComparison.Ordinal) ? attention.Heads
            : key.Contains(".attn_k.", StringComparison.Ordinal) ? attention.KeyValueHeads
            : 0;
        return heads == 0 ? null : RotaryRows.Order(heads, attention.HeadSize, attention.HeadSize);
    }
}
