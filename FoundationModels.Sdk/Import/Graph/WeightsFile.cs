using System.Security.Cryptography;

namespace FoundationModels.Import.Graph;

/// <summary>
/// The one file of weights of a package. Tensors are streamed to it, each from a page boundary on so that it can be mapped, and hashed on the way.
/// </summary>
internal sealed class WeightsFile : IDisposable
{
    private const int PageSize = 4096;
    private static readonly byte[] Padding = new byte[PageSize];

    private readonly FileStream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Creates the file.</summary>
    public WeightsFile(string path)
    {
        Name = Path.GetFileName(path);
        _stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
    }

    /// <summary>Gets the file's name, without its folder.</summary>
    public string Name { get; }

    /// <summary>Gets the bytes written so far.</summary>
    public long Length { get; private set; }

    /// <summary>Starts a tensor at the next page.</summary>
    /// <param name="length">Its length in bytes; as many have to be appended before the next tensor starts.</param>
    public WeightRange Begin(long length)
    {
        Append(Padding.AsSpan(0, (int)(-Length & (PageSize - 1))));
        return new WeightRange(Name, Length, length);
    }

    /// <summary>Appends bytes of the current tensor.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        _stream.Write(bytes);
        _hash.AppendData(bytes);
        Length += bytes.Length;
    }

    /// <summary>Writes a whole tensor.</summary>
    public WeightRange Write(ReadOnlySpan<byte> bytes)
    {
        WeightRange range = Begin(bytes.Length);
        Append(bytes);
        return range;
    }

    /// <summary>The SHA-256 of everything written, in hexadecimal. Call it once, at the end.</summary>
    public string Complete()
    {
        _stream.Flush(flushToDisk: false);
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _hash.Dispose();
    }
}
