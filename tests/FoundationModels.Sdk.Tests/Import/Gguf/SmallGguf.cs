using FoundationModels.Import;
using FoundationModels.Import.Gguf;
using FoundationModels.Import.Quantization;

namespace FoundationModels.Sdk.Tests.Import.Gguf;

/// <summary>A small correct file with every kind of value, and ways to open bytes as a file.</summary>
internal static class SmallGguf
{
    /// <summary>Metadata of every kind that the reader hands out, and three tensors of different types.</summary>
    public static GgufBuilder Build() => new GgufBuilder()
        .Add("general.architecture", "llama")
        .Add("llama.block_count", 1u)
        .Add("llama.rope.freq_base", 10000f)
        .Add("small", GgufValueType.Int8, w => w.Write((sbyte)-5))
        .Add("large", GgufValueType.UInt64, w => w.Write(1UL << 40))
        .Add("flag", GgufValueType.Boolean, w => w.Write((byte)1))
        .Add("double", GgufValueType.Float64, w => w.Write(0.5))
        .Add("tokenizer.ggml.tokens", "a", "b", "é", "")
        .Add("tokenizer.ggml.token_type", 1, 3, 1, 6)
        .AddTensor("one", TensorType.F32, [4], [0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 64])
        .AddTensor("half", TensorType.F16, [2, 2], [0, 60, 0, 64, 0, 66, 0, 68])
        .AddTensor("codes", TensorType.Q4_0, [32, 2], [0, 60, .. Enumerable.Repeat((byte)0x97, 16), 0, 64, .. Enumerable.Repeat((byte)0x97, 16)]);

    /// <summary>Writes the bytes to a temporary file, runs an action on its path, and deletes it.</summary>
    public static void WithFile(byte[] bytes, Action<string> action)
    {
        string path = Path.Combine(Path.GetTempPath(), $"fm-{Guid.NewGuid():N}.gguf");
        File.WriteAllBytes(path, bytes);
        try
        {
            action(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Opens the bytes as a file and reads everything that is in it.</summary>
    public static void ReadEverything(byte[] bytes) => WithFile(bytes, path =>
    {
        using GgufFile file = GgufFile.Open(path);
        foreach (string key in file.Metadata.Keys)
            ReadValue(file.Metadata, key);
        foreach (SourceTensor tensor in file.Tensors.Values)
        {
            Assert.That(file.GetData(tensor).Length, Is.EqualTo(tensor.ByteLength));
            if (tensor.Format.IsSupported)
                file.Dequantize(tensor, 0, new float[tensor.ElementCount]);
        }
    });

    private static void ReadValue(GgufMetadata metadata, string key)
    {
        Action[] accessors =
        [
            () => metadata.GetString(key),
            () => metadata.GetInt32(key),
            () => metadata.GetSingle(key),
            () => metadata.TryGetInt64(key, out _),
            () => metadata.TryGetBoolean(key, out _),
            () => metadata.GetStrings(key).ToArray(),
            () => metadata.TryGetInt32Array(key, out _),
            () => metadata.TryGetSingleArray(key, out _),
        ];
        foreach (Action accessor in accessors)
        {
            try
            {
                accessor();
            }
            catch (ModelFormatException e)
            {
                Assert.That(e.Element, Is.EqualTo(key));
            }
        }
    }
}
