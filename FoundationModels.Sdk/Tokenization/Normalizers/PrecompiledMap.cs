using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using FoundationModels.Tokenization.Patterns;
using FoundationModels.Tokenization.Unicode;

namespace FoundationModels.Tokenization.Normalizers;

/// <summary>
/// The compiled replacement table of SentencePiece (<c>Precompiled</c>): a double array that maps UTF-8 to an offset in a block of texts, each
/// ended by a zero byte. A grapheme of less than 6 bytes is looked up as a whole first, then each of its characters.
/// </summary>
internal sealed class PrecompiledMap : Normalizer
{
    private const int LongestWhole = 5;
    private readonly uint[] _units;
    private readonly string?[] _texts;
    private readonly byte[] _block;

    /// <summary>Reads the table.</summary>
    /// <exception cref="InvalidDataException">It is truncated.</exception>
    public PrecompiledMap(ReadOnlySpan<byte> data)
    {
        uint size = data.Length >= 4 ? BinaryPrimitives.ReadUInt32LittleEndian(data) : uint.MaxValue;
        if (size > data.Length - 4 || size % 4 != 0)
            throw new InvalidDataException("the table of replacements is truncated");
        _units = new uint[size / 4];
        for (int i = 0; i < _units.Length; i++)
            _units[i] = BinaryPrimitives.ReadUInt32LittleEndian(data[(4 + (4 * i))..]);
        _block = data[(4 + (int)size)..].ToArray();
        _texts = new string?[_block.Length];
    }

    /// <inheritdoc/>
    public override void Apply(MarkedText input, MarkedText output, PatternScratch scratch)
    {
        ReadOnlySpan<char> text = input.Text;
        ReadOnlySpan<TextMarks> marks = input.Marks;
        for (int i = 0; i < text.Length;)
        {
            bool isAlone = text[i] < 128 && text[i] != '\r' && (i + 1 == text.Length || text[i + 1] < 128);
            int length = isAlone ? 1 : StringInfo.GetNextTextElementLength(text[i..]);
            ReadOnlySpan<char> whole = text.Slice(i, length);
            if (Encoding.UTF8.GetByteCount(whole) <= LongestWhole && Find(whole) is { } replaced)
            {
                output.Append(replaced, Combine(marks.Slice(i, length)));
            }
            else
            {
                for (int at = 0; at < length;)
                {
                    CharacterClass.CodePointAt(whole, at, out int units);
                    ReadOnlySpan<char> single = whole.Slice(at, units);
                    output.Append(Find(single) is { } mapped ? mapped : single, marks[i + at]);
                    at += units;
                }
            }

            i += length;
        }
    }

    // As the reference does, the shortest prefix that has an entry replaces all of the text.
    private string? Find(ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = stackalloc byte[8];
        utf8 = utf8[..Encoding.UTF8.GetBytes(text, utf8)];
        uint node = Offset(UnitAt(0));
        foreach (byte value in utf8)
        {
            if (value == 0)
                return null;
            node ^= value;
            uint unit = UnitAt(node);
            if ((unit & 0x800000FF) != value)
                return null;
            node ^= Offset(unit);
            if ((unit & 0x100) != 0)
                return TextAt(UnitAt(node) & 0x7FFFFFFF);
        }

        return null;
    }

    private string? TextAt(uint offset)
    {
        if (offset >= _block.Length)
            return null;
        int length = _block.AsSpan((int)offset).IndexOf((byte)0);
        return _texts[offset] ??= Encoding.UTF8.GetString(_block, (int)offset, length < 0 ? _block.Length - (int)offset : length);
    }

    private uint UnitAt(uint index) => index < _units.Length ? _units[index] : 0;

    private static uint Offset(uint unit) => (unit >> 10) << (int)((unit & 0x200) >> 6);
}
