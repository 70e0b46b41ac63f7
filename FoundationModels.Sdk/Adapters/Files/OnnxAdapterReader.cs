using System.Buffers.Binary;
using System.Text;

namespace FoundationModels.Adapters.Files;

/// <summary>Reads ONNX Runtime's adapter file: FlatBuffers with the identifier "TORT". Every offset is checked before it is followed.</summary>
internal readonly ref struct OnnxAdapterReader
{
    private const int MostParameters = 1 << 16;
    private const int LongestName = 1 << 10;

    // Fields of the root.
    private const int FormatVersion = 0;
    private const int Parameters = 3;

    // Fields of a parameter.
    private const int Name = 0;
    private const int Dimensions = 1;
    private const int DataType = 2;
    private const int RawData = 3;

    private readonly string _path;
    private readonly ReadOnlySpan<byte> _bytes;

    private OnnxAdapterReader(string path, ReadOnlySpan<byte> bytes)
    {
        _path = path;
        _bytes = bytes;
    }

    /// <summary>Reads what a file has.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <exception cref="AdapterFormatException">It is no such file, damaged, or has a matrix that no adapter has.</exception>
    public static IReadOnlyList<AdapterParameter> Read(string path, ReadOnlySpan<byte> bytes) => new OnnxAdapterReader(path, bytes).ReadAll();

    private List<AdapterParameter> ReadAll()
    {
        if (_bytes.Length < 8 || !_bytes[4..8].SequenceEqual("TORT"u8))
            throw Fault(null, "The file is no ONNX Runtime adapter: the identifier TORT is not at its byte 4.");
        int root = Follow(null, 0);
        int version = FieldAt(null, root, FormatVersion) is var format and > 0 ? Int(null, format) : 0;
        if (version != OnnxAdapterWriter.FormatVersion)
            throw Fault("format_version", $"The version is {version}; {OnnxAdapterWriter.FormatVersion} is known.");
        int vector = Vector(null, root, Parameters, 4, out int count);
        if (count is 0 or > MostParameters)
            throw Fault("parameters", $"The file has {count} parameters; an adapter has 2 to {MostParameters}.");

        // Parameters that share their bytes would let a small file ask for much memory.
        long stored = 0;
        List<AdapterParameter> parameters = new(count);
        for (int i = 0; i < count; i++)
        {
            parameters.Add(ReadParameter(Follow(null, vector + (4 * i)), out int bytes));
            if ((stored += bytes) > _bytes.Length)
                throw Fault(parameters[^1].Name, "The parameters overlap: together they have more bytes than the file.");
        }

        return parameters;
    }

    private AdapterParameter ReadParameter(int table, out int bytes)
    {
        int nameAt = Vector(null, table, Name, 1, out int length);
        if (length is 0 or > LongestName)
            throw Fault(null, $"A parameter's name has {length} bytes; it may have 1 to {LongestName}.");
        string name = Encoding.UTF8.GetString(_bytes.Slice(nameAt, length));
        int shapeAt = Vector(name, table, Dimensions, sizeof(long), out int rank);
        if (rank != 2)
            throw Fault(name, $"It has {rank} dimensions; the matrices of an adapter have 2.");
        long rows = Long(name, shapeAt);
        long columns = Long(name, shapeAt + sizeof(long));
        int type = FieldAt(name, table, DataType) is var field and > 0 ? Int(name, field) : 0;
        if (type is not ((int)AdapterElementType.Single or (int)AdapterElementType.Half))
            throw Fault(name, $"Its values have the type {type}; an adapter has 32-bit (1) or 16-bit (10) floating point.");
        int size = type == (int)AdapterElementType.Half ? 2 : 4;
        int start = Vector(name, table, RawData, 1, out bytes);
        if (rows is < 1 or > int.MaxValue || columns is < 1 or > int.MaxValue || rows > bytes / columns || rows * columns * size != bytes)
            throw Fault(name, $"Its shape is [{rows}, {columns}], and it has {bytes:N0} bytes of values of {size} bytes each.");
        return new AdapterParameter(name, (int)rows, (int)columns, (AdapterElementType)type, start);
    }

    /// <summary>Where the content of a vector begins. A vector that is absent is empty.</summary>
    private int Vector(string? element, int table, int field, int itemSize, out int count)
    {
        int at = FieldAt(element, table, field);
        count = 0;
        if (at == 0)
            return 0;
        int start = Follow(element, at);
        count = Int(element, start);
        if (count < 0 || count > (_bytes.Length - start - 4) / itemSize)
            throw Fault(element, $"A list of {count} items reaches beyond the end of the file.");
        return start + 4;
    }

    /// <summary>Where a field of a table is; 0 where the table lacks it.</summary>
    private int FieldAt(string? element, int table, int field)
    {
        long positions = table - (long)Int(element, table);
        int length = Short(element, positions);
        int size = Short(element, positions + 2);
        if (length < 4 + (2 * (field + 1)))
            return 0;
        int position = Short(element, positions + 4 + (2 * field));
        if (position > 0 && position + 4 > size)
            throw Fault(element, "A field lies outside of its table.");
        return position == 0 ? 0 : (int)Within(element, table + (long)position, 4);
    }

    private int Follow(string? element, int at)
    {
        uint offset = (uint)Int(element, at);
        return (int)Within(element, at + (long)offset, 4);
    }

    private int Int(string? element, int at) => BinaryPrimitives.ReadInt32LittleEndian(_bytes[(int)Within(element, at, 4)..]);

    private long Long(string? element, int at) => BinaryPrimitives.ReadInt64LittleEndian(_bytes[(int)Within(element, at, 8)..]);

    private int Short(string? element, long at) => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[(int)Within(element, at, 2)..]);

    private long Within(string? element, long at, int size) => at >= 0 && at <= _bytes.Length - size
        ? at
        : throw Fault(element, $"An offset leads to byte {at} of {_bytes.Length}. The file is damaged; get it again.");

    private AdapterFormatException Fault(string? element, string reason) => new(_path, element, reason);
}
