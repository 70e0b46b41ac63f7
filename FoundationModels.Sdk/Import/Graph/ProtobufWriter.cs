using System.Buffers.Binary;
using System.Text;

namespace FoundationModels.Import.Graph;

/// <summary>Writes Protocol Buffers' wire format: as much of it as an ONNX model needs.</summary>
internal sealed class ProtobufWriter
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;
    private const int LongestLength = 5;

    private byte[] _buffer = new byte[256];
    private int _length;

    /// <summary>Gets what was written so far.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Writes an integer or enumeration field.</summary>
    public void WriteInt64(int field, long value)
    {
        WriteTag(field, Varint);
        WriteVarint((ulong)value);
    }

    /// <summary>Writes a float field.</summary>
    public void WriteFloat(int field, float value)
    {
        WriteTag(field, Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(Reserve(sizeof(float)), value);
    }

    /// <summary>Writes a string field.</summary>
    public void WriteString(int field, string value)
    {
        WriteTag(field, LengthDelimited);
        WriteVarint((ulong)Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, Reserve(Encoding.UTF8.GetByteCount(value)));
    }

    /// <summary>Writes a field of bytes.</summary>
    public void WriteBytes(int field, ReadOnlySpan<byte> value)
    {
        WriteTag(field, LengthDelimited);
        WriteVarint((ulong)value.Length);
        value.CopyTo(Reserve(value.Length));
    }

    /// <summary>Writes a message field whose content is written by <paramref name="content"/>.</summary>
    public void WriteMessage(int field, Action<ProtobufWriter> content)
    {
        WriteTag(field, LengthDelimited);
        int start = _length;
        content(this);

        // The length stands before the content but is known after it: the content moves by the bytes that the length takes.
        int size = _length - start;
        Span<byte> prefix = stackalloc byte[LongestLength];
        int prefixLength = EncodeVarint(prefix, (ulong)size);
        Reserve(prefixLength);
        _buffer.AsSpan(start, size).CopyTo(_buffer.AsSpan(start + prefixLength));
        prefix[..prefixLength].CopyTo(_buffer.AsSpan(start));
    }

    private static int EncodeVarint(Span<byte> target, ulong value)
    {
        int count = 0;
        for (; value >= 0x80; value >>= 7)
            target[count++] = (byte)(value | 0x80);
        target[count++] = (byte)value;
        return count;
    }

    private void WriteTag(int field, int wireType) => WriteVarint((ulong)((field << 3) | wireType));

    private void WriteVarint(ulong value)
    {
        Span<byte> bytes = stackalloc byte[10];
        int count = EncodeVarint(bytes, value);
        bytes[..count].CopyTo(Reserve(count));
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
            Array.Resize(ref _buffer, checked(Math.Max(_buffer.Length * 2, _length + count)));
        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }
}
