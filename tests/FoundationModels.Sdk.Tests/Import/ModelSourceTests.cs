using FoundationModels.Import;
using FoundationModels.Import.Quantization;
using FoundationModels.Sdk.Tests.Import.Architectures;
using FoundationModels.Sdk.Tests.Import.Gguf;

namespace FoundationModels.Sdk.Tests.Import;

public sealed class ModelSourceTests
{
    [Test]
    public void Validate_CorrectModel_Accepts() =>
        SmallGguf.WithFile(new TinyLlama().ToFile(), path => Assert.That(() => ModelImporter.Validate(path), Throws.Nothing));

    [Test]
    public void Validate_UnknownArchitecture_NamesKeyAndValue() => SmallGguf.WithFile(
        new GgufBuilder().Add("general.architecture", "nothing-like-this").ToArray(),
        path => Assert.That(() => ModelImporter.Validate(path), Throws.TypeOf<ModelFormatException>()
            .With.Property(nameof(ModelFormatException.Element)).EqualTo("general.architecture").And.Message.Contains("nothing-like-this")));

    private static IEnumerable<TestCaseData> Faults()
    {
        static TestCaseData Fault(string element, Func<byte[], byte[]> change) => new TestCaseData(element, change).SetArgDisplayNames(element);

        // A key of the same length that nobody asks for takes the place of the one that is needed.
        static Func<byte[], byte[]> Without(string key) => bytes => Replace(bytes, key, key[..^1] + "~");
        static Func<byte[], byte[]> With(string key, uint value) => bytes => SetNumber(bytes, key, BitConverter.GetBytes(value));
        static Func<byte[], byte[]> WithFloat(string key, float value) => bytes => SetNumber(bytes, key, BitConverter.GetBytes(value));

        yield return Fault("blk.1.ffn_down.weight", Without("blk.1.ffn_down.weight"));
        yield return Fault("output_norm.weight", Without("output_norm.weight"));
        yield return Fault("token_embd.weight", Without("token_embd.weight"));
        yield return Fault("llama.embedding_length", Without("llama.embedding_length"));
        yield return Fault("tokenizer.ggml.tokens", Without("tokenizer.ggml.tokens"));
        yield return Fault("llama.context_length", With("llama.context_length", 0));
        yield return Fault("llama.block_count", With("llama.block_count", uint.MaxValue));
        yield return Fault("blk.2.attn_norm.weight", With("llama.block_count", 3));
        yield return Fault("llama.attention.head_count", With("llama.attention.head_count", 0));
        yield return Fault("llama.attention.head_count_kv", With("llama.attention.head_count_kv", 3));
        yield return Fault("blk.0.attn_k.weight", With("llama.attention.head_count_kv", 4));
        yield return Fault("blk.0.ffn_gate.weight", With("llama.feed_forward_length", 256));
        yield return Fault("llama.rope.dimension_count", With("llama.rope.dimension_count", 34));
        yield return Fault("llama.rope.freq_base", WithFloat("llama.rope.freq_base", float.NaN));
        yield return Fault("llama.attention.layer_norm_rms_epsilon", WithFloat("llama.attention.layer_norm_rms_epsilon", -1));
        yield return Fault("tokenizer.ggml.bos_token_id", With("tokenizer.ggml.bos_token_id", 96));
    }

    [TestCaseSource(nameof(Faults))]
    public void Validate_OneThingWrong_NamesIt(string element, Func<byte[], byte[]> change) =>
        SmallGguf.WithFile(change(new TinyLlama { Type = TensorType.Q8_0 }.ToFile()), path =>
        {
            ModelFormatException? error = Assert.Throws<ModelFormatException>(() => ModelImporter.Validate(path));
            Assert.That(error?.Element, Is.EqualTo(element), error?.Message);
        });

    private static byte[] Replace(byte[] bytes, string from, string to)
    {
        int at = bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(from));
        System.Text.Encoding.UTF8.GetBytes(to).CopyTo(bytes, at);
        return bytes;
    }

    private static byte[] SetNumber(byte[] bytes, string key, byte[] value)
    {
        // The key's length comes before it, so that a longer key with this beginning isn't meant; type and value come after it.
        byte[] entry = [.. BitConverter.GetBytes((long)key.Length), .. System.Text.Encoding.UTF8.GetBytes(key)];
        value.CopyTo(bytes, bytes.AsSpan().IndexOf(entry) + entry.Length + sizeof(uint));
        return bytes;
    }
}
