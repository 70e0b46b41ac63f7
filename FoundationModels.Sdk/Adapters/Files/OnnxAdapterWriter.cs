using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;

namespace FoundationModels.Adapters.Files;

/// <summary>
/// Writes ONNX Runtime's adapter file: FlatBuffers with the identifier "TORT". It is written front to back, every offset points forward, and
/// all parameters share one table of field positions.
/// </summary>
internal sealed class OnnxAdapterWriter
{
    /// <summary>The version of the file's format.</summary>
    public const int FormatVersion = 1;

    // Offset of the root and identifier; field positions (two lengths and four offsets); root table.
    private const int HeaderSize = 8;
    private const int FieldsSize = 12;
    private const int TableSize = 20;

    private readonly byte[] _bytes;
    private int _at;

    private OnnxAdapterWriter(int size) => _bytes = new byte[size];

    /// <summary>The bytes of a file.</summary>
    /// <param name="updates">What the adapter adds to each map.</param>
    /// <param name="type">How to store the matrices.</param>
    /// <exception cref="ArgumentException">There is no update, two have the same slot, one has matrices of another shape than it says, or a value cannot be stored.</exception>
    public static byte[] Write(IReadOnlyList<AdapterUpdate> updates, AdapterElementType type)
    {
        Check(updates);
        long size = HeaderSize + FieldsSize + TableSize + 4 + (8L * updates.Count) + FieldsSize;
        foreach (AdapterUpdate update in updates)
        {
            size = SizeWith(size, AdapterNames.A(update.Slot), update.A.Length, type);
            size = SizeWith(size, AdapterNames.B(update.Slot), update.B.Length, type);
        }

        if (size > Array.MaxLength)
            throw new ArgumentException($"The adapter would take {size:N0} bytes, and a file of adapters can have {Array.MaxLength:N0}. Use a lower rank, or 16 bits.", nameof(updates));
        OnnxAdapterWriter writer = new((int)size);
        writer.WriteAll(updates, type);
        return writer._bytes;
    }

    private static void Check(IReadOnlyList<AdapterUpdate> updates)
    {
        HashSet<string> slots = new(StringComparer.Ordinal);
        foreach (AdapterUpdate update in updates)
        {
            if (!slots.Add(update.Slot))
                throw new ArgumentException($"The slot {update.Slot} has two updates.", nameof(updates));
            if (update.Rank < 1 || update.A.Length != (long)update.Inputs * update.Rank || update.B.Length != (long)update.Rank * update.Outputs)
            {
                throw new ArgumentException(
                    $"The update of {update.Slot} has {update.A.Length} and {update.B.Length} values; rank {update.Rank} takes {(long)update.Inputs * update.Rank} and {(long)update.Rank * update.Outputs}.",
                    nameof(updates));
            }
        }

        if (slots.Count == 0)
            throw new ArgumentException("An adapter without updates changes nothing.", nameof(updates));
    }

    private static long SizeWith(long start, string name, int values, AdapterElementType type)
    {
        long dimensions = Aligned(Aligned(start, 4) + TableSize + 4 + Encoding.UTF8.GetByteCount(name) + 1 + 4, 8) + (2 * sizeof(long));
        return Aligned(dimensions + 4, 8) + ((long)values * SizeOf(type));
    }

    private static int SizeOf(AdapterElementType type) => type == AdapterElementType.Half ? sizeof(ushort) : sizeof(float);

    private static long Aligned(long at, int unit) => (at + unit - 1) / unit * unit;

    private void WriteAll(IReadOnlyList<AdapterUpdate> updates, AdapterElementType type)
    {
        _at = 4;
        "TORT"u8.CopyTo(_bytes.AsSpan(_at));
        _at += 4;
        int fields = WriteFields();
        PointFrom(0);
        WriteInt(_at - fields);
        WriteInt(FormatVersion);
        WriteInt(1);
        WriteInt(1);
        int parameters = Skip();
        int tableFields = WriteFields();
        PointFrom(parameters);
        WriteInt(2 * updates.Count);
        int slots = _at;
        _at += 8 * updates.Count;
        foreach (AdapterUpdate update in updates)
        {
            WriteParameter(slots, tableFields, AdapterNames.A(update.Slot), update.Inputs, update.Rank, update.A.Span, type);
            WriteParameter(slots + 4, tableFields, AdapterNames.B(update.Slot), update.Rank, update.Outputs, update.B.Span, type);
            slots += 8;
        }
    }

    private void WriteParameter(int slot, int fields, string name, int rows, int columns, ReadOnlySpan<float> values, AdapterElementType type)
    {
        _at = (int)Aligned(_at, 4);
        PointFrom(slot);
        WriteInt(_at - fields);
        int nameOffset = Skip();
        int dimensions = Skip();
        WriteInt((int)type);
        int data = Skip();

        PointFrom(nameOffset);
        int length = Encoding.UTF8.GetBytes(name, _bytes.AsSpan(_at + 4));
        WriteInt(length);
        _at += length + 1;

        StartVector(dimensions, 2);
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(_at), rows);
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(_at + sizeof(long)), columns);
        _at += 2 * sizeof(long);

        int bytes = values.Length * SizeOf(type);
        StartVector(data, bytes);
        Store(name, values, _bytes.AsSpan(_at, bytes), type);
        _at += bytes;
    }

    private static void Store(string name, ReadOnlySpan<float> values, Span<byte> target, AdapterElementType type)
    {
        Span<Half> halves = type == AdapterElementType.Half ? MemoryMarshal.Cast<byte, Half>(target) : [];
        if (type == AdapterElementType.Half)
            TensorPrimitives.ConvertToHalf(values, halves);
        else
            MemoryMarshal.AsBytes(values).CopyTo(target);
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]) || (type == AdapterElementType.Half && !Half.IsFinite(halves[i])))
                throw new ArgumentException($"{name} has the value {values[i]:R} at {i}, which {(type == AdapterElementType.Half ? "16 bits" : "an adapter")} cannot hold.");
        }
    }

    private int WriteFields()
    {
        int start = _at;
        foreach (ushort part in (ReadOnlySpan<ushort>)[FieldsSize, TableSize, 4, 8, 12, 16])
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(_at), part);
            _at += sizeof(ushort);
        }

        return start;
    }

    private void StartVector(int offset, int count)
    {
        // The content is aligned to 8 bytes, and the count stands right before it.
        _at = (int)Aligned(_at + 4, 8) - 4;
        PointFrom(offset);
        WriteInt(count);
    }

    private int Skip()
    {
        _at += 4;
        return _at - 4;
    }

    private void PointFrom(int offset) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(offset), _at - offset);

    private void WriteInt(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_at), value);
        _at += 4;
    }
}
