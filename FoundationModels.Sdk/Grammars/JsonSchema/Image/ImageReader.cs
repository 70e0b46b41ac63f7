using System.Text;
using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Reads the numbers, strings and automata of an image. Nothing is reserved that the bytes have no room for.</summary>
/// <param name="bytes">The bytes behind the header.</param>
internal sealed class ImageReader(byte[] bytes)
{
    private const int LongestNumber = 63;

    private int _position;

    /// <summary>Gets whether all bytes were read.</summary>
    public bool IsAtEnd => _position == bytes.Length;

    /// <summary>Reads a byte.</summary>
    public byte Byte() => _position < bytes.Length ? bytes[_position++] : throw Damaged();

    /// <summary>Reads a number from 0.</summary>
    public long Number()
    {
        long value = 0;
        for (int shift = 0; shift < LongestNumber; shift += 7)
        {
            byte part = Byte();
            value |= (long)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }

        throw Damaged();
    }

    /// <summary>Reads a bound: the greatest number where there is none.</summary>
    public long Bound() => Number() is var value && value == 0 ? long.MaxValue : value - 1;

    /// <summary>Reads the number of something of which there are so many.</summary>
    public int Index(int count) => Number() is var value && value < count ? (int)value : throw Damaged();

    /// <summary>Reads how many things follow, each of at least a byte.</summary>
    public int Count() => Number() is var value && value <= bytes.Length - _position ? (int)value : throw Damaged();

    /// <summary>Reads a text.</summary>
    public string Text()
    {
        long header = Number();
        if (header >> 1 > bytes.Length - _position)
            throw Damaged();
        int start = _position;
        int length = (int)(header >> 1);
        _position += length;
        return (header & 1) == 0 ? Encoding.UTF8.GetString(bytes, start, length) : Units(start, length / 2);
    }

    /// <summary>Passes over an automaton.</summary>
    /// <returns>What reads it.</returns>
    public Func<ByteAutomaton> Automaton()
    {
        int length = Count();
        int start = _position;
        _position += length;
        return () =>
        {
            using BinaryReader reader = new(new MemoryStream(bytes, start, length, writable: false));
            ByteAutomaton automaton = ByteAutomaton.Read(reader);
            return reader.BaseStream.Position == length ? automaton : throw Damaged();
        };
    }

    /// <summary>What says that the bytes make no sense.</summary>
    public static InvalidDataException Damaged() => new("The compiled grammar is damaged.");

    private string Units(int start, int count)
    {
        char[] units = new char[count];
        for (int i = 0; i < count; i++)
            units[i] = (char)(bytes[start + (2 * i)] | (bytes[start + (2 * i) + 1] << 8));
        return new string(units);
    }
}
