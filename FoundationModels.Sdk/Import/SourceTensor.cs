using FoundationModels.Import.Quantization;

namespace FoundationModels.Import;

/// <summary>One tensor of a model: its shape, its type and where its bytes lie.</summary>
internal sealed class SourceTensor
{
    internal SourceTensor(string name, BlockFormat format, long[] dimensions, long offset, long byteLength)
    {
        Name = name;
        Format = format;
        Dimensions = dimensions;
        Offset = offset;
        ByteLength = byteLength;
        RowCount = 1;
        foreach (long dimension in dimensions.AsSpan(1))
            RowCount *= dimension;
    }

    /// <summary>Gets the tensor's name as its file has it.</summary>
    public string Name { get; }

    /// <summary>Gets the type of its values.</summary>
    public TensorType Type => Format.Type;

    /// <summary>Gets the size of its blocks and how to decode them.</summary>
    public BlockFormat Format { get; }

    /// <summary>Gets one to four sizes: the first is the length of a row, which is contiguous.</summary>
    public IReadOnlyList<long> Dimensions { get; }

    /// <summary>Gets the number of values in a row.</summary>
    public long RowLength => Dimensions[0];

    /// <summary>Gets the number of rows over all further dimensions.</summary>
    public long RowCount { get; }

    /// <summary>Gets the bytes of a row.</summary>
    public long RowBytes => Format.BytesOf(RowLength);

    /// <summary>Gets the bytes of the tensor.</summary>
    public long ByteLength { get; }

    /// <summary>Gets the number of values.</summary>
    public long ElementCount => RowLength * RowCount;

    /// <summary>Gets where the tensor's bytes begin in the file.</summary>
    public long Offset { get; }

    /// <summary>The shape and type for messages, as in "Q4_1 [576, 49152]".</summary>
    public override string ToString() => $"{Type} [{string.Join(", ", Dimensions)}]";
}
