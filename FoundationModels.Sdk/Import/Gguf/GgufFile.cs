using FoundationModels.Import.Quantization;

namespace FoundationModels.Import.Gguf;

/// <summary>
/// A GGUF file, version 2 or 3, mapped into memory. Opening it checks every count, length and place in it, so that what the properties
/// say can be relied on; a corrupt file is refused with one clear exception.
/// </summary>
internal sealed class GgufFile : IDisposable
{
    private const uint DefaultAlignment = 32;
    private readonly MappedFile _file;

    private GgufFile(MappedFile file, GgufMetadata metadata, Dictionary<string, SourceTensor> tensors)
    {
        _file = file;
        Metadata = metadata;
        Tensors = tensors;
        Architecture = metadata.TryGetString("general.architecture", out string? architecture) ? architecture : null;
    }

    /// <summary>Gets the path of the file.</summary>
    public string FilePath => _file.FilePath;

    /// <summary>Gets the length of the file in bytes.</summary>
    public long Length => _file.Length;

    /// <summary>Gets the name of the model's architecture, which decides what the other keys are called; null where the file has none.</summary>
    public string? Architecture { get; }

    /// <summary>Gets the metadata.</summary>
    public GgufMetadata Metadata { get; }

    /// <summary>Gets the tensors by name, in the file's order.</summary>
    public IReadOnlyDictionary<string, SourceTensor> Tensors { get; }

    /// <summary>Opens and checks a file.</summary>
    /// <exception cref="ModelFormatException">The file is not GGUF, is truncated or corrupt, or is one part of several.</exception>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public static GgufFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        MappedFile file = new(path);
        try
        {
            return Read(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The tensor of a name.</summary>
    /// <exception cref="ModelFormatException">There is none.</exception>
    public SourceTensor GetTensor(string name) =>
        Tensors.TryGetValue(name, out SourceTensor? tensor) ? tensor : throw new ModelFormatException(FilePath, name, "The tensor is absent.");

    /// <summary>The bytes of a whole tensor; valid until the file is disposed.</summary>
    /// <exception cref="ModelFormatException">The tensor has 2 GB or more: read it by rows.</exception>
    public ReadOnlySpan<byte> GetData(SourceTensor tensor)
    {
        if (tensor.ByteLength > int.MaxValue)
            throw new ModelFormatException(FilePath, tensor.Name, $"The tensor has {tensor.ByteLength} bytes, more than can be read at once.");
        return _file.Slice(tensor.Offset, (int)tensor.ByteLength);
    }

    /// <summary>The bytes of some rows of a tensor; valid until the file is disposed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not in the tensor, or have 2 GB or more.</exception>
    public ReadOnlySpan<byte> GetRows(SourceTensor tensor, long firstRow, long rowCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rowCount, tensor.RowCount - firstRow);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rowCount, int.MaxValue / tensor.RowBytes);
        return _file.Slice(tensor.Offset + (firstRow * tensor.RowBytes), (int)(rowCount * tensor.RowBytes));
    }

    /// <summary>Decodes rows of a tensor to float32, with the results of GGML's scalar routines to the last bit.</summary>
    /// <param name="tensor">A tensor of this file.</param>
    /// <param name="firstRow">The first row.</param>
    /// <param name="values">Whole rows.</param>
    /// <exception cref="ModelFormatException">The tensor's type is not supported.</exception>
    /// <exception cref="ArgumentException">The length of <paramref name="values"/> is not a multiple of the row's.</exception>
    public void Dequantize(SourceTensor tensor, long firstRow, Span<float> values)
    {
        ThrowIfUnsupported(tensor);
        if (values.Length % tensor.RowLength != 0)
            throw new ArgumentException($"{values.Length} values are not whole rows of {tensor.RowLength}.", nameof(values));
        tensor.Format.Decode(GetRows(tensor, firstRow, values.Length / tensor.RowLength), values);
    }

    /// <summary>Refuses a tensor whose blocks cannot be decoded.</summary>
    /// <exception cref="ModelFormatException">The tensor's type is not supported.</exception>
    public void ThrowIfUnsupported(SourceTensor tensor)
    {
        if (tensor.Format.IsSupported)
            return;
        string supported = string.Join(", ", BlockFormat.All.Where(f => f.IsSupported).Select(f => f.Type).Order());
        throw new ModelFormatException(FilePath, tensor.Name, $"The tensor's type {tensor.Type} is unsupported; supported are {supported}.");
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static GgufFile Read(MappedFile file)
    {
        GgufCursor cursor = new(file);
        CheckVersion(file, cursor);
        int tensorCount = GgufTensorReader.ReadCount(cursor);
        GgufMetadata metadata = new(file, GgufMetadataReader.Read(cursor, GgufMetadataReader.ReadCount(cursor)));
        if (metadata.TryGetInt64("split.count", out long parts) && parts > 1)
            throw metadata.Fault("split.count", $"The file is one of {parts} parts of a model, which have to be merged into one file first.");
        if (!metadata.TryGetUInt32("general.alignment", out uint alignment))
            alignment = DefaultAlignment;
        if (!uint.IsPow2(alignment))
            throw metadata.Fault("general.alignment", $"The alignment {alignment} is not a power of two.");
        return new GgufFile(file, metadata, GgufTensorReader.Read(cursor, tensorCount, alignment));
    }

    private static void CheckVersion(MappedFile file, GgufCursor cursor)
    {
        if (file.Length < 4 || !file.Slice(0, 4).SequenceEqual("GGUF"u8))
            throw new ModelFormatException(file.FilePath, null, "The file is not GGUF: it does not begin with the four letters GGUF.");
        cursor.Skip(4, "magic");
        uint version = cursor.ReadUInt32("version");
        if (version is not (2 or 3))
        {
            string hint = version >> 16 != 0 ? "it may be a big-endian file" : "2 and 3 are supported";
            throw new ModelFormatException(file.FilePath, "version", $"The format version {version} is unsupported; {hint}.");
        }
    }
}
