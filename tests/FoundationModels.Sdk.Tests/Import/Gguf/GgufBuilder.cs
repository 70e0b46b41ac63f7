using System.Text;
using FoundationModels.Import.Gguf;
using FoundationModels.Import.Quantization;

namespace FoundationModels.Sdk.Tests.Import.Gguf;

/// <summary>Writes small GGUF files, correct or with one thing wrong.</summary>
internal sealed class GgufBuilder
{
    private readonly List<byte> _metadata = [];
    private readonly List<byte> _tensors = [];
    private readonly List<byte> _data = [];

    public uint Version { get; set; } = 3;

    public int Alignment { get; set; } = 32;

    public ulong MetadataCount { get; set; }

    public ulong TensorCount { get; set; }

    /// <summary>Adds a metadata entry whose value is written by the caller.</summary>
    public GgufBuilder Add(string key, GgufValueType type, Action<BinaryWriter> value) => Add(Encoding.UTF8.GetBytes(key), type, value);

    /// <summary>Adds a metadata entry whose key need not be a text.</summary>
    public GgufBuilder Add(byte[] key, GgufValueType type, Action<BinaryWriter> value)
    {
        _metadata.AddRange(Write(writer =>
        {
            writer.Write((ulong)key.Length);
            writer.Write(key);
            writer.Write((uint)type);
            value(writer);
        }));
        MetadataCount++;
        return this;
    }

    public GgufBuilder Add(string key, string text) => Add(key, GgufValueType.String, w => WriteText(w, text));

    public GgufBuilder Add(string key, uint number) => Add(key, GgufValueType.UInt32, w => w.Write(number));

    public GgufBuilder Add(string key, float number) => Add(key, GgufValueType.Float32, w => w.Write(number));

    public GgufBuilder Add(string key, params string[] texts) => Add(key, GgufValueType.Array, w =>
    {
        w.Write((uint)GgufValueType.String);
        w.Write((ulong)texts.Length);
        foreach (string text in texts)
            WriteText(w, text);
    });

    public GgufBuilder Add(string key, params int[] numbers) => Add(key, GgufValueType.Array, w =>
    {
        w.Write((uint)GgufValueType.Int32);
        w.Write((ulong)numbers.Length);
        foreach (int number in numbers)
            w.Write(number);
    });

    /// <summary>Adds a tensor and its bytes, at the next aligned place.</summary>
    public GgufBuilder AddTensor(string name, TensorType type, ulong[] dimensions, byte[] data)
    {
        while (_data.Count % Alignment != 0)
            _data.Add(0);
        AddTensorEntry(name, (uint)type, dimensions, (ulong)_data.Count);
        _data.AddRange(data);
        return this;
    }

    /// <summary>Adds a tensor to the list only.</summary>
    public GgufBuilder AddTensorEntry(string name, uint type, ulong[] dimensions, ulong offset)
    {
        _tensors.AddRange(Write(writer =>
        {
            WriteText(writer, name);
            writer.Write((uint)dimensions.Length);
            foreach (ulong dimension in dimensions)
                writer.Write(dimension);
            writer.Write(type);
            writer.Write(offset);
        }));
        TensorCount++;
        return this;
    }

    /// <summary>The whole file.</summary>
    public byte[] ToArray()
    {
        List<byte> file =
        [
            .. Write(writer =>
            {
                writer.Write("GGUF"u8);
                writer.Write(Version);
                writer.Write(TensorCount);
                writer.Write(MetadataCount);
            }),
            .. _metadata,
            .. _tensors,
        ];
        while (file.Count % Alignment != 0)
            file.Add(0);
        return [.. file, .. _data];
    }

    private static byte[] Write(Action<BinaryWriter> content)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        content(writer);
        writer.Flush();
        return stream.ToArray();
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)bytes.Length);
        writer.Write(bytes);
    }
}
