using FoundationModels.Import.Quantization;

namespace FoundationModels.Import.Gguf;

/// <summary>Reads the list of tensors and checks that each one lies within the file and shares no bytes with another.</summary>
internal static class GgufTensorReader
{
    private const int NameLimit = 63;
    private const int DimensionLimit = 4;
    private const int TensorLimit = 100_000;

    // A name of one byte with its length, the number of dimensions, one dimension, the type and the offset.
    private const int SmallestEntry = 8 + 1 + 4 + 8 + 4 + 8;

    /// <summary>Reads the number of tensors.</summary>
    public static int ReadCount(GgufCursor cursor) => cursor.ReadCount("tensor count", SmallestEntry, TensorLimit);

    public static Dictionary<string, SourceTensor> Read(GgufCursor cursor, int count, uint alignment)
    {
        List<Entry> entries = [];
        for (int i = 0; i < count; i++)
            entries.Add(ReadEntry(cursor, i));

        long start = cursor.Position;
        ulong padding = (alignment - ((ulong)start % alignment)) % alignment;
        if (entries.Count > 0)
            cursor.Skip(padding, "tensor data");
        long dataStart = cursor.Position;
        long dataLength = cursor.Remaining;

        Dictionary<string, SourceTensor> tensors = new(StringComparer.Ordinal);
        foreach (Entry entry in entries)
        {
            if (entry.Offset % alignment != 0)
                throw cursor.Fault(entry.Name, $"The tensor's offset {entry.Offset} is not a multiple of the alignment {alignment}.");
            if (entry.Offset > (ulong)dataLength || entry.Bytes > dataLength - (long)entry.Offset)
                throw cursor.Fault(entry.Name, $"The tensor's {entry.Bytes} bytes at offset {entry.Offset} reach past the end of the file ({dataLength} bytes of data).");
            SourceTensor tensor = new(entry.Name, entry.Format, entry.Dimensions, dataStart + (long)entry.Offset, entry.Bytes);
            if (!tensors.TryAdd(entry.Name, tensor))
                throw cursor.Fault(entry.Name, "The tensor occurs twice.");
        }

        CheckOverlap(cursor, tensors.Values);
        return tensors;
    }

    private static Entry ReadEntry(GgufCursor cursor, int index)
    {
        string name = cursor.ReadString($"tensor name {index}", NameLimit);
        if (name.Length == 0)
            throw cursor.Fault($"tensor name {index}", "The name is empty.");
        uint dimensionCount = cursor.ReadUInt32(name);
        if (dimensionCount is 0 or > DimensionLimit)
            throw cursor.Fault(name, $"The tensor has {dimensionCount} dimensions; 1 to {DimensionLimit} are possible.");
        long[] dimensions = new long[dimensionCount];
        foreach (ref long dimension in dimensions.AsSpan())
        {
            ulong size = cursor.ReadUInt64(name);
            if (size is 0 or > long.MaxValue)
                throw cursor.Fault(name, $"The tensor has a dimension of {size}.");
            dimension = (long)size;
        }

        uint type = cursor.ReadUInt32(name);
        BlockFormat format = BlockFormat.Find((TensorType)type) ?? throw cursor.Fault(name, $"The tensor has the unknown type {type}.");
        if (dimensions[0] % format.ValuesPerBlock != 0)
            throw cursor.Fault(name, $"Its rows of {dimensions[0]} values are not whole blocks of {format.ValuesPerBlock} as {format.Type} has them.");
        return new Entry(name, format, dimensions, cursor.ReadUInt64(name), CountBytes(cursor, name, format, dimensions));
    }

    private static long CountBytes(GgufCursor cursor, string name, BlockFormat format, long[] dimensions)
    {
        try
        {
            long values = 1;
            foreach (long dimension in dimensions)
                values = checked(values * dimension);
            return format.BytesOf(values);
        }
        catch (OverflowException e)
        {
            throw new ModelFormatException(cursor.FilePath, name, $"The tensor's dimensions {string.Join(" × ", dimensions)} are more than can be counted.", e);
        }
    }

    private static void CheckOverlap(GgufCursor cursor, IEnumerable<SourceTensor> tensors)
    {
        SourceTensor? before = null;
        foreach (SourceTensor tensor in tensors.OrderBy(t => t.Offset))
        {
            if (before is not null && before.Offset + before.ByteLength > tensor.Offset)
                throw cursor.Fault(tensor.Name, $"The tensor shares bytes with '{before.Name}'.");
            before = tensor;
        }
    }

    private readonly record struct Entry(string Name, BlockFormat Format, long[] Dimensions, ulong Offset, long Bytes);
}
