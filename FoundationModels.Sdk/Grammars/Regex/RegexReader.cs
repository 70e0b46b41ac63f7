namespace FoundationModels.Grammars.Regex;

/// <summary>Reads a pattern character by character, and knows how to complain about it.</summary>
internal sealed class RegexReader(string pattern)
{
    /// <summary>What <see cref="Peek"/> returns behind the last character.</summary>
    public const int End = -1;

    /// <summary>Gets the place of the next character.</summary>
    public int Position { get; private set; }

    /// <summary>The next UTF-16 unit, or <see cref="End"/>.</summary>
    public int Peek(int distance = 0) => Position + distance < pattern.Length ? pattern[Position + distance] : End;

    /// <summary>Skips some units.</summary>
    public void Skip(int count = 1) => Position += count;

    /// <summary>Skips a text if it comes next.</summary>
    public bool TrySkip(string text)
    {
        if (string.CompareOrdinal(pattern, Position, text, 0, text.Length) != 0)
            return false;
        Position += text.Length;
        return true;
    }

    /// <summary>Reads one code point.</summary>
    public int Read()
    {
        char first = pattern[Position++];
        if (!char.IsHighSurrogate(first) || Position == pattern.Length || !char.IsLowSurrogate(pattern[Position]))
            return first;
        return char.ConvertToUtf32(first, pattern[Position++]);
    }

    /// <summary>Reads what comes before a mark, and the mark.</summary>
    public string ReadUntil(char mark)
    {
        int end = pattern.IndexOf(mark, Position);
        if (end < 0)
            throw Refuse($"'{mark}' is missing");
        string text = pattern.Substring(Position, end - Position);
        Position = end + 1;
        return text;
    }

    /// <summary>Reads hexadecimal digits, or nothing if there are too few.</summary>
    public bool TryReadHex(int digits, out int value)
    {
        value = 0;
        for (int i = 0; i < digits; i++)
        {
            int digit = HexValue(Peek(i));
            if (digit < 0)
                return false;
            value = value * 16 + digit;
        }
        Skip(digits);
        return true;
    }

    /// <summary>The value of a hexadecimal digit, or -1.</summary>
    public static int HexValue(int unit) => unit switch
    {
        >= '0' and <= '9' => unit - '0',
        >= 'a' and <= 'f' => unit - 'a' + 10,
        >= 'A' and <= 'F' => unit - 'A' + 10,
        _ => -1,
    };

    /// <summary>A refusal of what was just read.</summary>
    public GrammarRefusal Refuse(string reason)
    {
        string shown = pattern.Length <= 200 ? pattern : $"{pattern.Substring(0, 200)}…";
        return new GrammarRefusal("", $"the pattern '{shown}' at {Math.Min(Position, pattern.Length)}: {reason}");
    }
}
