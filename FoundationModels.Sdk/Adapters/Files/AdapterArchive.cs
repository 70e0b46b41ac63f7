using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using FoundationModels.Import;

namespace FoundationModels.Adapters.Files;

/// <summary>The entries of a package that is one zip file. Nothing is written to disk, so an entry's name cannot lead anywhere.</summary>
internal sealed class AdapterArchive : IAdapterSource
{
    private const int EndSize = 22;
    private const int EntrySize = 46;
    private const int HeaderSize = 30;
    private const int LongestComment = ushort.MaxValue;
    private const int MostEntries = 64;
    private const uint EndMark = 0x06054B50;
    private const uint EntryMark = 0x02014B50;
    private const uint HeaderMark = 0x04034B50;
    private const int MostRatio = 64;
    private const int AnyRatioSize = 1 << 20;
    private const int Encrypted = 1;
    private const int Stored = 0;
    private const int Deflated = 8;

    private readonly MappedFile _file;
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Reads the directory of an archive.</summary>
    /// <exception cref="AdapterFormatException">It is no zip file, damaged, or of a kind that no package is.</exception>
    public AdapterArchive(MappedFile file)
    {
        _file = file;
        int tail = (int)Math.Min(file.Length, EndSize + LongestComment);
        ReadOnlySpan<byte> end = file.Slice(file.Length - tail, tail);
        int at = end.Length - EndSize;
        while (at >= 0 && BinaryPrimitives.ReadUInt32LittleEndian(end[at..]) != EndMark)
            at--;
        if (at < 0)
            throw Fault(null, "The file is no adapter package: it is neither a folder nor a zip file.");
        end = end[at..];
        int count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        if (count > MostEntries)
            throw Fault(null, $"The package has {count} entries; it needs two and may have {MostEntries}.");
        uint start = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
        ReadDirectory(Slice(null, start, size), count);
    }

    /// <summary>The content of an entry.</summary>
    /// <param name="name">The entry's name.</param>
    /// <param name="limit">The most bytes of it.</param>
    /// <returns>The content: where it is in the archive as it stands, a view of the file.</returns>
    /// <exception cref="AdapterFormatException">The entry is absent, damaged or too large.</exception>
    public ReadOnlySpan<byte> Read(string name, int limit)
    {
        if (!_entries.TryGetValue(name, out Entry entry))
            throw Fault(name, $"The package lacks this entry. It has {(_entries.Count == 0 ? "none" : string.Join(", ", _entries.Keys.Take(8)))}.");
        if (entry.Size > limit)
            throw Fault(name, $"The entry has {entry.Size:N0} bytes, more than the limit of {limit:N0}.");
        if ((entry.Flags & Encrypted) != 0)
            throw Fault(name, "The entry is encrypted.");
        ReadOnlySpan<byte> header = Slice(name, entry.Offset, HeaderSize);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != HeaderMark)
            throw Fault(name, "The entry is not where the package's directory says. The file is damaged; get it again.");
        long start = entry.Offset + HeaderSize + BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        ReadOnlySpan<byte> packed = Slice(name, start, entry.PackedSize);
        return entry.Method switch
        {
            Stored when entry.PackedSize == entry.Size => packed,
            Deflated => Inflate(name, start, entry),
            _ => throw Fault(name, $"The entry is compressed with method {entry.Method}; packages have stored or deflated entries."),
        };
    }

    private void ReadDirectory(ReadOnlySpan<byte> directory, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (directory.Length < EntrySize || BinaryPrimitives.ReadUInt32LittleEndian(directory) != EntryMark)
                throw Fault(null, "The package's directory is damaged; get the file again.");
            int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(directory[28..]);
            int length = EntrySize + nameLength + BinaryPrimitives.ReadUInt16LittleEndian(directory[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]);
            if (length > directory.Length)
                throw Fault(null, "The package's directory is damaged; get the file again.");
            string name = Encoding.UTF8.GetString(directory.Slice(EntrySize, nameLength));
            Entry entry = new(
                BinaryPrimitives.ReadUInt16LittleEndian(directory[8..]),
                BinaryPrimitives.ReadUInt16LittleEndian(directory[10..]),
                BinaryPrimitives.ReadUInt32LittleEndian(directory[20..]),
                BinaryPrimitives.ReadUInt32LittleEndian(directory[24..]),
                BinaryPrimitives.ReadUInt32LittleEndian(directory[42..]));
            if (!_entries.TryAdd(name, entry))
                throw Fault(name, "The package has two entries of this name.");
            directory = directory[length..];
        }
    }

    private byte[] Inflate(string name, long start, Entry entry)
    {
        // The size is what the directory says, and the most that is unpacked: what would go on is a fault.
        if (entry.Size > AnyRatioSize + (MostRatio * entry.PackedSize))
            throw Fault(name, $"The entry unpacks from {entry.PackedSize:N0} to {entry.Size:N0} bytes, which no weights do. Store it uncompressed.");
        byte[] content = new byte[entry.Size];
        try
        {
            using Stream packed = _file.Open(start, (int)entry.PackedSize);
            using DeflateStream stream = new(packed, CompressionMode.Decompress);
            if (stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false) < content.Length || stream.ReadByte() >= 0)
                throw Fault(name, $"The entry does not have the {entry.Size:N0} bytes that the package's directory says. The file is damaged; get it again.");
            return content;
        }
        catch (InvalidDataException e)
        {
            throw Fault(name, "The entry cannot be unpacked. The file is damaged; get it again.", e);
        }
    }

    private ReadOnlySpan<byte> Slice(string? name, long start, long length) => length <= Array.MaxLength && start <= _file.Length - length
        ? _file.Slice(start, (int)length)
        : throw Fault(name, "The package ends before what its directory names. The file is truncated; get it again.");

    private AdapterFormatException Fault(string? entry, string reason, Exception? innerException = null) => new(_file.FilePath, entry, reason, innerException);

    private readonly record struct Entry(int Flags, int Method, long PackedSize, long Size, long Offset);
}
