using System.Runtime.InteropServices;
using FoundationModels.Import.Quantization;
using FoundationModels.Sdk.Tests.Import.Gguf;

namespace FoundationModels.Sdk.Tests.Import.Architectures;

/// <summary>A random model of the llama family as a GGUF file, small enough to be computed by plain loops.</summary>
internal sealed record TinyLlama
{
    public const int Hidden = 256;
    public const int FeedForward = 512;
    public const int Heads = 8;
    public const int KeyValueHeads = 2;
    public const int HeadSize = 32;
    public const int Vocabulary = 96;
    public const float Epsilon = 1e-5f;
    public const float Theta = 10000;

    // SmolLM3's fourth layer is the first without rotation.
    public int Layers => Architecture == "smollm3" ? 4 : 2;

    public string Architecture { get; init; } = "llama";

    public TensorType Type { get; init; } = TensorType.F32;

    public TensorType? ValueType { get; init; }

    public int Rotated { get; init; } = HeadSize;

    public bool Tied { get; init; } = true;

    public bool Biases { get; init; }

    /// <summary>The model's file; <paramref name="change"/> may break it.</summary>
    public byte[] ToFile(Action<GgufBuilder>? change = null)
    {
        Random random = new(5);
        GgufBuilder file = new GgufBuilder()
            .Add("general.architecture", Architecture)
            .Add("general.license", "mit")
            .Add("general.languages", "en", "de")
            .Add(Key("block_count"), (uint)Layers)
            .Add(Key("context_length"), 64u)
            .Add(Key("embedding_length"), (uint)Hidden)
            .Add(Key("feed_forward_length"), (uint)FeedForward)
            .Add(Key("attention.head_count"), (uint)Heads)
            .Add(Key("attention.head_count_kv"), (uint)KeyValueHeads)
            .Add(Key("attention.layer_norm_rms_epsilon"), Epsilon)
            .Add(Key("rope.freq_base"), Theta)
            .Add(Key("rope.dimension_count"), (uint)Rotated)
            .Add("tokenizer.ggml.model", "gpt2")
            .Add("tokenizer.ggml.pre", "gpt-2")
            .Add("tokenizer.ggml.tokens", ["t", "t1", "1", .. Enumerable.Range(3, Vocabulary - 5).Select(i => $"t{i}"), "<s>", "<|im_end|>"])
            .Add("tokenizer.ggml.token_type", [.. Enumerable.Repeat(1, Vocabulary - 2), 3, 3])
            .Add("tokenizer.ggml.merges", ["t 1"])
            .Add("tokenizer.ggml.bos_token_id", (uint)Vocabulary - 2)
            .Add("tokenizer.ggml.eos_token_id", 7u)
            .Add("tokenizer.chat_template", "{{ bos_token }}{{ messages[0].content }}");
        if (Architecture == "granite")
            file.Add(Key("embedding_scale"), 3f).Add(Key("residual_scale"), 0.6f).Add(Key("logit_scale"), 0.4f).Add(Key("attention.scale"), 0.15f);
        AddMatrix(file, random, "token_embd", Vocabulary, Hidden, Type);
        if (!Tied)
            AddMatrix(file, random, "output", Vocabulary, Hidden, Type);
        AddVector(file, random, "output_norm.weight", Hidden, 1);
        for (int i = 0; i < Layers; i++)
            AddLayer(file, random, $"blk.{i}.");
        change?.Invoke(file);
        return file.ToArray();
    }

    private string Key(string name) => $"{Architecture}.{name}";

    private void AddLayer(GgufBuilder file, Random random, string prefix)
    {
        AddVector(file, random, prefix + "attn_norm.weight", Hidden, 1);
        AddVector(file, random, prefix + "ffn_norm.weight", Hidden, 1);
        if (Architecture == "qwen3")
        {
            AddVector(file, random, prefix + "attn_q_norm.weight", HeadSize, 1);
            AddVector(file, random, prefix + "attn_k_norm.weight", HeadSize, 1);
        }

        AddLinear(file, random, prefix + "attn_q", Heads * HeadSize, Hidden, Type);
        AddLinear(file, random, prefix + "attn_k", KeyValueHeads * HeadSize, Hidden, Type);
        AddLinear(file, random, prefix + "attn_v", KeyValueHeads * HeadSize, Hidden, ValueType ?? Type);
        AddLinear(file, random, prefix + "attn_output", Hidden, Heads * HeadSize, Type);
        AddLinear(file, random, prefix + "ffn_gate", FeedForward, Hidden, Type);
        AddLinear(file, random, prefix + "ffn_up", FeedForward, Hidden, ValueType ?? Type);
        AddLinear(file, random, prefix + "ffn_down", Hidden, FeedForward, Type);
    }

    private void AddLinear(GgufBuilder file, Random random, string name, int rows, int columns, TensorType type)
    {
        AddMatrix(file, random, name, rows, columns, type);
        if (Biases)
            AddVector(file, random, name + ".bias", rows, 0);
    }

    private static void AddMatrix(GgufBuilder file, Random random, string name, int rows, int columns, TensorType type) =>
        file.AddTensor(name + ".weight", type, [(ulong)columns, (ulong)rows], RandomBlocks.Create(random, type, rows * columns));

    private static void AddVector(GgufBuilder file, Random random, string name, int length, float mean)
    {
        float[] values = [.. Enumerable.Range(0, length).Select(_ => mean + (0.2f * (random.NextSingle() - 0.5f)))];
        file.AddTensor(name, TensorType.F32, [(ulong)length], MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
    }
}
