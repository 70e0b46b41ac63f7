using System.Globalization;
using System.Text;

namespace FoundationModels.Grammars.Ebnf;

/// <summary>Reads the text of a grammar, and knows where it is.</summary>
/// <param name="text">The text.</param>
/// <param name="comments">How comments begin. They go to the end of the line.</param>
internal sealed class EbnfReader(string text, params string[] comments)
{
    /// <summary>What <see cref="Peek"/> returns behind the last character.</summary>
    public const int End = -1;

    private int _line = 1;
    private int _lineStart;

    /// <summary>Gets how many characters were read.</summary>
    public int Position { get; private set; }

    /// <summary>Gets the place of the next character.</summary>
    public EbnfPlace Place => new(_line, Position - _lineStart + 1);

    /// <summary>The next UTF-16 unit, or <see cref="End"/>.</summary>
    public int Peek(int distance = 0) => Position + distance < text.Length ? text[Position + distance] : End;

    /// <summary>Whether a text comes next.</summary>
    public bool IsNext(string expected) => string.CompareOrdinal(text, Position, expected, 0, expected.Length) == 0;

    /// <summary>Skips a text and the space behind it, if it comes next.</summary>
    public bool TrySkip(string expected)
    {
        if (!IsNext(expected))
            return false;
        Skip(expected.Length);
        SkipSpace();
        return true;
    }

    /// <summary>Skips a text that has to come next.</summary>
    public void Expect(string expected)
    {
        if (!TrySkip(expected))
            throw Place.Refuse($"'{expected}' is missing{Found()}");
    }

    /// <summary>Skips characters.</summary>
    public void Skip(int count = 1)
    {
        for (int end = Position + count; Position < end;)
        {
            if (text[Position++] == '\n')
                (_line, _lineStart) = (_line + 1, Position);
        }
    }

    /// <summary>Skips spaces, line ends and comments.</summary>
    public void SkipSpace()
    {
        while (Position < text.Length)
        {
            if (char.IsWhiteSpace(text[Position]) || text[Position] == '\uFEFF')
                Skip();
            else if (Array.Exists(comments, IsNext))
                Skip(Math.Max(0, text.AsSpan(Position).IndexOf('\n') is var end and >= 0 ? end : text.Length - Position));
            else
                return;
        }
    }

    /// <summary>Reads while characters are of a kind.</summary>
    public string ReadWhile(Func<char, bool> isWanted)
    {
        int start = Position;
        while (Position < text.Length && isWanted(text[Position]))
            Skip();
        return text[start..Position];
    }

    /// <summary>The number of the characters from the next one on that are of a kind.</summary>
    public int CountWhile(int distance, Func<char, bool> isWanted)
    {
        int count = 0;
        while (Peek(distance + count) is var unit and not End && isWanted((char)unit))
            count++;
        return count;
    }

    /// <summary>Reads a whole number and the space behind it.</summary>
    public int ReadNumber(int maximum)
    {
        var place = Place;
        string digits = ReadWhile(char.IsAsciiDigit);
        if (digits.Length == 0)
            throw place.Refuse($"a number is missing{Found()}");
        SkipSpace();
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value <= maximum
            ? value
            : throw place.Refuse($"counts go up to {maximum}");
    }

    /// <summary>Reads one code point.</summary>
    public int ReadCodePoint()
    {
        _ = Rune.DecodeFromUtf16(text.AsSpan(Position), out var rune, out int length);
        Skip(length);
        return rune.Value;
    }

    /// <summary>Reads hexadecimal digits.</summary>
    public int ReadHex(int count)
    {
        var place = Place;
        string digits = Position + count <= text.Length ? text.Substring(Position, count) : "";
        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value) || !Rune.IsValid(value))
            throw place.Refuse($"{count} hexadecimal digits of a character are missing");
        Skip(count);
        return value;
    }

    /// <summary>What comes next, as the end of a message.</summary>
    public string Found() => Peek() == End ? " at the end" : $" before '{char.ConvertFromUtf32(PeekCodePoint())}'";

    private int PeekCodePoint()
    {
        _ = Rune.DecodeFromUtf16(text.AsSpan(Position), out var rune, out _);
        return rune.Value;
    }
}
