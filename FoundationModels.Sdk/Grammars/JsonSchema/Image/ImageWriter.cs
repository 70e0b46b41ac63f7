using System.Text;
using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Writes the numbers, strings and automata of an image.</summary>
internal sealed class ImageWriter
{
    private readonly List<byte> _bytes = [];

    /// <summary>Writes a byte.</summary>
    public void Byte(int value) => _bytes.Add((byte)value);

    /// <summary>Writes a number from 0.</summary>
    public void Number(long value)
    {
        for (; value >= 0x80; value >>= 7)
            Byte((int)(value & 0x7F) | 0x80);
        Byte((int)value);
    }

    /// <summary>Writes a bound, for which the greatest number means that there is none.</summary>
    public void Bound(long value) => Number(value == long.MaxValue ? 0 : value + 1);

    /// <summary>Writes a text: UTF-8, or UTF-16 for one with half a surrogate pair in it.</summary>
    public void Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        bool isWhole = string.Equals(Encoding.UTF8.GetString(bytes), text, StringComparison.Ordinal);
        Number(((isWhole ? bytes.Length : 2L * text.Length) << 1) | (isWhole ? 0L : 1L));
        if (isWhole)
        {
            Append(bytes);
            return;
        }

        // An encoding would put another character in the place of the half.
        foreach (char unit in text)
        {
            Byte(unit & 0xFF);
            Byte(unit >> 8);
        }
    }

    /// <summary>Writes an automaton behind its length, so that readers may pass over it.</summary>
    public void Automaton(ByteAutomaton automaton)
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes);
        automaton.Write(writer);
        writer.Flush();
        Number(bytes.Length);
        Append(bytes.ToArray());
    }

    /// <summary>Writes what another writer has.</summary>
    public void Append(ImageWriter other) => Append(other.ToArray());

    /// <summary>All that was written.</summary>
    public byte[] ToArray() => _bytes.ToArray();

    private void Append(byte[] bytes) => _bytes.AddRange(bytes);
}
