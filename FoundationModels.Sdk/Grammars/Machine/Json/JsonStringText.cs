using System.Text;

namespace FoundationModels.Grammars.Machine;

/// <summary>The spelling of texts within the quotes of JSON: characters as themselves or as escapes.</summary>
/// <remarks>
/// A position is the state of the language of the decoded text, and above it how much of an escape was read: its stage, the number of hexadecimal digits, their value, and for the
/// second half of a surrogate pair the first.
/// </remarks>
internal static class JsonStringText
{
    /// <summary>No text goes on this way.</summary>
    public const long Dead = -1;

    /// <summary>The byte was the closing quote.</summary>
    public const long Closed = -2;

    private const int StateBits = 31;
    private const int None = 0;
    private const int Backslash = 1;
    private const int Digits = 2;
    private const int PairBackslash = 3;
    private const int PairLetter = 4;
    private const int PairDigits = 5;

    /// <summary>The state of the language at a position.</summary>
    public static int StateOf(long position) => (int)(position & 0x7FFF_FFFF);

    /// <summary>Whether a position is within an escape.</summary>
    public static bool IsInEscape(long position) => position >> StateBits != 0;

    /// <summary>The position after a byte, <see cref="Dead"/> or <see cref="Closed"/>.</summary>
    /// <param name="language">The language of the decoded text.</param>
    /// <param name="position">The position before.</param>
    /// <param name="value">The byte.</param>
    /// <param name="canonical">Whether only what needs an escape may have one, in the shortest form.</param>
    public static long Next(TextLanguage language, long position, byte value, bool canonical)
    {
        int state = StateOf(position);
        long escape = position >> StateBits;
        if (escape == None)
        {
            if (value == '"')
                return Closed;
            if (value == '\\')
                return CanEscape(language, state, canonical) ? Escape(state, Backslash, 0, 0, 0) : Dead;
            return value < 0x20 ? Dead : language.Next(state, value);
        }

        int digits = (int)(escape >> 3 & 7);
        int read = (int)(escape >> 6 & 0xFFFF);
        int first = (int)(escape >> 22 & 0x3FF);
        switch (escape & 7)
        {
            case Backslash when value == 'u':
                return CanGoOn(language, state, Digits, 0, 0, 0, canonical) ? Escape(state, Digits, 0, 0, 0) : Dead;
            case Backslash:
                int character = Short(value, canonical);
                return character < 0 ? Dead : language.Next(state, (byte)character);
            case PairBackslash:
                return value == '\\' ? Escape(state, PairLetter, 0, 0, first) : Dead;
            case PairLetter:
                return value == 'u' ? Escape(state, PairDigits, 0, 0, first) : Dead;
            default:
                return Digit(language, state, (int)(escape & 7), digits, read, first, value, canonical);
        }
    }

    /// <summary>Appends the shortest way to the end of the text, and the closing quote.</summary>
    /// <returns>The state of the language at the end.</returns>
    public static int AppendCompletion(TextLanguage language, long position, bool canonical, List<byte> output)
    {
        position = FinishEscape(language, position, canonical, output);
        int state = StateOf(position);
        List<byte> text = [];
        language.AppendShortestSuffix(state, text);
        foreach (byte value in text)
        {
            AppendByte(value, output);
            state = language.Next(state, value);
        }

        output.Add((byte)'"');
        return state;
    }

    /// <summary>Appends a byte of a decoded text in its canonical spelling.</summary>
    public static void AppendByte(byte value, List<byte> output)
    {
        switch (value)
        {
            case (byte)'"' or (byte)'\\':
                output.AddRange((byte)'\\', value);
                break;
            case < 0x20:
                output.AddRange(Encoding.ASCII.GetBytes(value switch
                {
                    8 => "\\b",
                    9 => "\\t",
                    10 => "\\n",
                    12 => "\\f",
                    13 => "\\r",
                    _ => $"\\u{value:x4}",
                }));
                break;
            default:
                output.Add(value);
                break;
        }
    }

    private static long FinishEscape(TextLanguage language, long position, bool canonical, List<byte> output)
    {
        // Escapes are short, and every position of one can be completed: the first byte that goes on will do, those that end it at once before others.
        while (IsInEscape(position))
        {
            foreach (byte value in "\\\"/nrtbfu0123456789acde"u8)
            {
                long next = Next(language, position, value, canonical);
                if (next < 0)
                    continue;
                output.Add(value);
                position = next;
                break;
            }
        }

        return position;
    }

    private static long Digit(TextLanguage language, int state, int stage, int digits, int read, int first, byte value, bool canonical)
    {
        int digit = value switch
        {
            >= (byte)'0' and <= (byte)'9' => value - '0',
            >= (byte)'a' and <= (byte)'f' => value - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' when !canonical => value - 'A' + 10,
            _ => -1,
        };
        if (digit < 0)
            return Dead;
        read = (read << 4) | digit;
        digits++;
        if (digits < 4)
            return CanGoOn(language, state, stage, digits, read, first, canonical) ? Escape(state, stage, digits, read, first) : Dead;
        if (stage == PairDigits)
            return (read & 0xFC00) == 0xDC00 ? Step(language, state, 0x10000 + (first << 10) + (read & 0x3FF)) : Dead;
        if ((read & 0xFC00) == 0xD800)
            return HasPair(language, state, read & 0x3FF) && !canonical ? Escape(state, PairBackslash, 0, 0, read & 0x3FF) : Dead;
        return (read & 0xFC00) == 0xDC00 || (canonical && !NeedsDigits(read)) ? Dead : Step(language, state, read);
    }

    private static bool CanEscape(TextLanguage language, int state, bool canonical)
    {
        foreach (byte value in "\"\\nrtbf"u8)
        {
            if (language.Next(state, (byte)Short(value, true)) >= 0)
                return true;
        }

        return CanGoOn(language, state, Digits, 0, 0, 0, canonical);
    }

    private static bool CanGoOn(TextLanguage language, int state, int stage, int digits, int read, int first, bool canonical)
    {
        int shift = 4 * (4 - digits);
        int from = read << shift;
        int to = from + (1 << shift);
        if (canonical)
            return stage == Digits && AnyControl(language, state, from, Math.Min(to, 0x20));
        if (stage == PairDigits)
            return AnyPair(language, state, first, from, to);
        if (Any(language, state, from, Math.Min(to, 0xD800)) || Any(language, state, Math.Max(from, 0xE000), to))
            return true;
        int low = Math.Max(from, 0xD800) & 0x3FF;
        int high = Math.Min(to, 0xDC00) - 0xD800;
        return from < 0xDC00 && to > 0xD800 && Any(language, state, 0x10000 + (low << 10), 0x10000 + (high << 10));
    }

    private static bool AnyControl(TextLanguage language, int state, int from, int to)
    {
        for (int unit = from; unit < to; unit++)
        {
            if (NeedsDigits(unit) && Step(language, state, unit) >= 0)
                return true;
        }

        return false;
    }

    private static bool HasPair(TextLanguage language, int state, int first) => AnyPair(language, state, first, 0xDC00, 0xE000);

    private static bool AnyPair(TextLanguage language, int state, int first, int from, int to)
    {
        int start = 0x10000 + (first << 10);
        return Any(language, state, start + Math.Max(0, from - 0xDC00), start + Math.Min(0x400, to - 0xDC00));
    }

    /// <summary>Whether the text can go on with one of some characters. Where the first bytes of a character lead nowhere, all characters that begin like it are passed over.</summary>
    private static bool Any(TextLanguage language, int state, int from, int to)
    {
        Span<byte> bytes = stackalloc byte[4];
        for (int character = from; character < to;)
        {
            int count = new Rune(character).EncodeToUtf8(bytes);
            int at = state;
            int read = 0;
            while (read < count && at >= 0)
                at = language.Next(at, bytes[read++]);
            if (at >= 0)
                return true;
            int alike = 6 * (count - read);
            character = ((character >> alike) + 1) << alike;
        }

        return false;
    }

    // The control characters without a short escape.
    private static bool NeedsDigits(int unit) => unit is < 0x20 and not (8 or 9 or 10 or 12 or 13);

    private static int Short(byte value, bool canonical) => value switch
    {
        (byte)'"' => '"',
        (byte)'\\' => '\\',
        (byte)'/' when !canonical => '/',
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        _ => -1,
    };

    private static long Step(TextLanguage language, int state, int character)
    {
        Span<byte> bytes = stackalloc byte[4];
        int count = new Rune(character).EncodeToUtf8(bytes);
        for (int i = 0; i < count && state >= 0; i++)
            state = language.Next(state, bytes[i]);
        return state;
    }

    private static long Escape(int state, int stage, int digits, int read, int first)
        => ((long)stage | ((long)digits << 3) | ((long)read << 6) | ((long)first << 22)) << StateBits | (uint)state;
}
