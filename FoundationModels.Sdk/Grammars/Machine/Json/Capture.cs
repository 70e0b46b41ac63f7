namespace FoundationModels.Grammars.Machine;

/// <summary>Text that was read, byte by byte; equal texts with one beginning are the same object.</summary>
internal sealed class Capture
{
    private readonly Capture? _before;
    private readonly byte _value;
    private readonly Dictionary<byte, Capture> _next = [];

    private Capture(Capture? before, byte value, int length)
    {
        _before = before;
        _value = value;
        Length = length;
    }

    /// <summary>Gets the number of bytes.</summary>
    public int Length { get; }

    /// <summary>A new beginning.</summary>
    public static Capture Begin() => new(null, 0, 0);

    /// <summary>The text with one more byte.</summary>
    public Capture Append(byte value)
    {
        if (!_next.TryGetValue(value, out Capture? next))
            _next.Add(value, next = new Capture(this, value, Length + 1));
        return next;
    }

    /// <summary>The bytes behind an earlier point of this text.</summary>
    public byte[] Since(Capture start)
    {
        byte[] bytes = new byte[Length - start.Length];
        Capture at = this;
        for (int i = bytes.Length - 1; i >= 0; i--, at = at._before!)
            bytes[i] = at._value;
        return bytes;
    }
}
