using System.Buffers.Binary;
using System.Text;

namespace FoundationModels.Import.Gguf;

/// <summary>Reads the head of a GGUF file from start to end; nothing is read or allocated before its length is known to fit.</summary>
internal sealed class GgufCursor(MappedFile file)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Gets the path of the file.</summary>
    public string FilePath => file.FilePath;

    /// <summary>Gets the place of the next byte.</summary>
    public long Position { get; private set; }

    /// <summary>Gets the number of bytes from here to the end of the file.</summary>
    public long Remaining => file.Length - Position;

    /// <summary>Reads a 32-bit number.</summary>
    public uint ReadUInt32(string what) => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(sizeof(uint), what));

    /// <summary>Reads a 64-bit number.</summary>
    public ulong ReadUInt64(string what) => BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(sizeof(ulong), what));

    /// <summary>Reads a count of things that each take at least a number of bytes, so that it can be checked against the file.</summary>
    public int ReadCount(string what, int minimumBytes, int limit)
    {
        ulong count = ReadUInt64(what);
        if (count > (ulong)(Remaining / minimumBytes) || count > (ulong)limit)
            throw Fault(what, $"The number {count} is more than the file holds or this version reads ({limit:N0}).");
        return (int)count;
    }

    /// <summary>Reads a string's length and characters.</summary>
    public string ReadString(string what, int limit)
    {
        ulong length = ReadUInt64(what);
        if (length > (ulong)Remaining)
            throw Fault(what, $"The length {length} reaches past the end of the file.");
        if (length > (ulong)limit)
            throw Fault(what, $"The length {length} is above the format's limit of {limit}.");
        try
        {
            return StrictUtf8.GetString(ReadBytes((int)length, what));
        }
        catch (DecoderFallbackException e)
        {
            throw new ModelFormatException(file.FilePath, what, "The text is not UTF-8.", e);
        }
    }

    /// <summary>Passes over bytes.</summary>
    public void Skip(ulong bytes, string what)
    {
        if (bytes > (ulong)Remaining)
            throw Fault(what, $"The file ends before its {bytes} bytes do, at byte {file.Length}.");
        Position += (long)bytes;
    }

    /// <summary>The exception for a fault in this file.</summary>
    public ModelFormatException Fault(string element, string reason) => new(file.FilePath, element, reason);

    private ReadOnlySpan<byte> ReadBytes(int length, string what)
    {
        if (length > Remaining)
            throw Fault(what, $"The file ends inside it, at byte {file.Length}.");
        ReadOnlySpan<byte> bytes = file.Slice(Position, length);
        Position += length;
        return bytes;
    }
}
