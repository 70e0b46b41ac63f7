using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace FoundationModels.Import.Safetensors;

/// <summary>
/// A safetensors file, mapped into memory: a JSON header of names, types, shapes and places, then the tensors' bytes without gaps.
/// </summary>
internal sealed class SafetensorsFile : IDisposable
{
    // The format allows 100 MB; this is room for some 80,000 tensors and keeps the memory of a hostile header small.
    private const ulong HeaderLimit = 8 << 20;
    private readonly MappedFile _file;

    private SafetensorsFile(MappedFile file, Dictionary<string, SafetensorsTensor> tensors)
    {
        _file = file;
        Tensors = tensors;
    }

    /// <summary>Gets the tensors by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsTensor> Tensors { get; }

    /// <summary>Opens and checks a file.</summary>
    /// <exception cref="ModelFormatException">The file is truncated or corrupt.</exception>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public static SafetensorsFile Open(string path)
    {
        MappedFile file = new(path);
        try
        {
            return new SafetensorsFile(file, ReadHeader(file));
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            file.Dispose();
            throw new ModelFormatException(path, "header", $"The header cannot be read: {e.Message}", e);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The bytes of a tensor; valid until the file is disposed.</summary>
    /// <exception cref="ModelFormatException">There is no such tensor, or it has 2 GB or more.</exception>
    public ReadOnlySpan<byte> GetData(string name)
    {
        SafetensorsTensor tensor = GetTensor(name);
        if (tensor.ByteLength > int.MaxValue)
            throw new ModelFormatException(_file.FilePath, name, $"The tensor has {tensor.ByteLength} bytes, more than can be read at once.");
        return _file.Slice(tensor.Offset, (int)tensor.ByteLength);
    }

    /// <summary>Bytes of the file; valid until it is disposed.</summary>
    public ReadOnlySpan<byte> Slice(long offset, int length) => _file.Slice(offset, length);

    /// <summary>The values of a tensor whose stored type has the size and meaning of <typeparamref name="T"/>; valid until the file is disposed.</summary>
    /// <exception cref="ModelFormatException">There is no such tensor, or it has another type.</exception>
    public ReadOnlySpan<T> GetValues<T>(string name)
        where T : unmanaged
    {
        SafetensorsTensor tensor = GetTensor(name);
        bool fits = tensor.Type switch
        {
            SafetensorsType.F64 => typeof(T) == typeof(double),
            SafetensorsType.F32 => typeof(T) == typeof(float),
            SafetensorsType.F16 => typeof(T) == typeof(Half),
            SafetensorsType.BF16 or SafetensorsType.U16 => typeof(T) == typeof(ushort),
            SafetensorsType.I64 => typeof(T) == typeof(long),
            SafetensorsType.I32 => typeof(T) == typeof(int),
            SafetensorsType.I16 => typeof(T) == typeof(short),
            SafetensorsType.I8 => typeof(T) == typeof(sbyte),
            _ => typeof(T) == typeof(byte),
        };
        if (!fits)
            throw new ModelFormatException(_file.FilePath, name, $"The tensor's type is {tensor.Type}, expected {typeof(T).Name}.");
        return MemoryMarshal.Cast<byte, T>(GetData(name));
    }

    /// <summary>The tensor of a name.</summary>
    /// <exception cref="ModelFormatException">There is none.</exception>
    public SafetensorsTensor GetTensor(string name) =>
        Tensors.TryGetValue(name, out SafetensorsTensor? tensor) ? tensor : throw new ModelFormatException(_file.FilePath, name, "The tensor is absent.");

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static Dictionary<string, SafetensorsTensor> ReadHeader(MappedFile file)
    {
        if (file.Length < sizeof(ulong))
            throw new ModelFormatException(file.FilePath, "header", "The file is too short for a safetensors header.");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file.Slice(0, sizeof(ulong)));
        if (length > HeaderLimit || (long)length > file.Length - sizeof(ulong))
            throw new ModelFormatException(file.FilePath, "header", $"The header's length {length} is above the limit of {HeaderLimit} or reaches past the end of the file.");

        long dataStart = sizeof(ulong) + (long)length;
        Utf8JsonReader json = new(file.Slice(sizeof(ulong), (int)length));
        using JsonDocument header = JsonDocument.ParseValue(ref json);
        if (json.Read())
            throw new ModelFormatException(file.FilePath, "header", "The header goes on after its object.");
        Dictionary<string, SafetensorsTensor> tensors = new(StringComparer.Ordinal);
        foreach (JsonProperty property in header.RootElement.EnumerateObject())
        {
            if (property.Name == "__metadata__")
                continue;
            if (!tensors.TryAdd(property.Name, SafetensorsTensor.Read(file, property, dataStart)))
                throw new ModelFormatException(file.FilePath, property.Name, "The tensor occurs twice.");
        }

        CheckCover(file, tensors, dataStart);
        return tensors;
    }

    private static void CheckCover(MappedFile file, Dictionary<string, SafetensorsTensor> tensors, long dataStart)
    {
        long end = dataStart;
        foreach ((string name, SafetensorsTensor tensor) in tensors.OrderBy(t => t.Value.Offset).ThenBy(t => t.Value.ByteLength))
        {
            if (tensor.Offset != end)
                throw new ModelFormatException(file.FilePath, name, "The tensor shares bytes with the one before it, or leaves a gap.");
            end += tensor.ByteLength;
        }

        if (end != file.Length)
            throw new ModelFormatException(file.FilePath, null, $"The tensors end at byte {end}, the file at {file.Length}.");
    }
}
