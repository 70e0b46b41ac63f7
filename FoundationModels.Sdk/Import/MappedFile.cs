using System.IO.MemoryMappedFiles;

namespace FoundationModels.Import;

/// <summary>A read-only file in memory, of any size: the operating system reads the pages that are touched and may drop them again.</summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile? _map;
    private readonly MemoryMappedViewAccessor? _view;
    private byte* _start;
    private bool _disposed;

    /// <summary>Maps a file.</summary>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public MappedFile(string path)
    {
        FilePath = path;
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        Length = stream.Length;

        // An empty file has no pages to map.
        if (Length == 0)
            return;
        _map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        try
        {
            _view = _map.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        }
        catch
        {
            _map.Dispose();
            throw;
        }

        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _start = start + _view.PointerOffset;
    }

    /// <summary>Gets the file's path.</summary>
    public string FilePath { get; }

    /// <summary>Gets the file's length in bytes.</summary>
    public long Length { get; }

    /// <summary>Bytes of the file; the span is valid until the file is disposed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the file.</exception>
    public ReadOnlySpan<byte> Slice(long offset, int length)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (offset < 0 || offset > Length - length)
            throw new ArgumentOutOfRangeException(nameof(offset), offset, $"The file has {Length} bytes.");
        return new ReadOnlySpan<byte>(_start + offset, length);
    }

    /// <summary>Bytes of the file as a stream, which is valid until the file is disposed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the file.</exception>
    public Stream Open(long offset, int length)
    {
        _ = Slice(offset, length);
        return new UnmanagedMemoryStream(_start + offset, length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (_view is not null)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _map!.Dispose();
        }

        _start = null;
    }
}
