using FoundationModels.Import;
using FoundationModels.Import.Gguf;
using FoundationModels.Import.Quantization;

namespace FoundationModels.Sdk.Tests.Import.Gguf;

public sealed class DefaultModelGgufTests
{
    private GgufFile _file = null!;

    [OneTimeSetUp]
    public void Open() => _file = GgufFile.Open(SharedData.InRepository("models", "SmolLM2-135M-Instruct", "SmolLM2-135M-Instruct.Q4_1.gguf"));

    [OneTimeTearDown]
    public void Close() => _file.Dispose();

    [Test]
    public void Metadata_DefaultModel_HasTheArchitecture()
    {
        Assert.That(_file.Metadata.GetString("general.architecture"), Is.EqualTo("llama"));
        Assert.That(_file.Metadata.GetInt32("llama.block_count"), Is.EqualTo(30));
        Assert.That(_file.Metadata.GetInt32("llama.embedding_length"), Is.EqualTo(576));
        Assert.That(_file.Metadata.GetSingle("llama.attention.layer_norm_rms_epsilon"), Is.EqualTo(1e-5f));
        Assert.That(_file.Metadata.TryGetString("general.nothing", out _), Is.False);
    }

    [Test]
    public void GetStrings_DefaultModel_HasEveryToken()
    {
        GgufStrings tokens = _file.Metadata.GetStrings("tokenizer.ggml.tokens");
        string[] copy = tokens.ToArray();
        Assert.That(copy, Has.Length.EqualTo(49152));
        Assert.That(copy[1], Is.EqualTo("<|im_start|>"));
        Assert.That(_file.Metadata.TryGetInt32Array("tokenizer.ggml.token_type", out int[]? types), Is.True);
        Assert.That(types, Has.Length.EqualTo(copy.Length));
    }

    [Test]
    public void Tensors_DefaultModel_HaveShapesAndTypes()
    {
        SourceTensor query = _file.GetTensor("blk.0.attn_q.weight");
        Assert.That(query.Type, Is.EqualTo(TensorType.Q4_1));
        Assert.That(query.Dimensions, Is.EqualTo(new long[] { 576, 576 }));
        Assert.That(query.ByteLength, Is.EqualTo(576 * 576 / 32 * 20));
        Assert.That(_file.GetData(query).Length, Is.EqualTo(query.ByteLength));
        Assert.That(_file.Tensors.Values.All(t => t.Format.IsSupported), Is.True);
    }

    [Test]
    public void Dequantize_RowsInTheMiddle_EqualThoseOfTheWhole()
    {
        SourceTensor tensor = _file.GetTensor("blk.29.ffn_down.weight");
        float[] whole = new float[tensor.ElementCount];
        _file.Dequantize(tensor, 0, whole);
        int row = (int)tensor.RowLength;
        float[] part = new float[3 * row];
        _file.Dequantize(tensor, 100, part);
        Assert.That(part, Is.EqualTo(whole.AsSpan(100 * row, part.Length).ToArray()));
        Assert.That(whole.Select(Math.Abs).Max(), Is.InRange(0.1f, 10f));
    }
}
