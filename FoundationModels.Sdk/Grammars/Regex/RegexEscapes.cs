using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Regex;

/// <summary>Reads what comes behind a backslash.</summary>
internal static class RegexEscapes
{
    /// <summary>Reads an escape that stands for characters. The backslash was read.</summary>
    /// <param name="reader">The pattern.</param>
    /// <param name="inClass">Whether it is within brackets, where \b is a backspace.</param>
    /// <param name="codePoint">The one character, or -1 for a set.</param>
    public static CodePointSet Read(RegexReader reader, bool inClass, out int codePoint)
    {
        codePoint = -1;
        int letter = reader.Peek();
        if (letter == RegexReader.End)
            throw reader.Refuse("it ends with a backslash");
        if (CharacterClasses.Find(letter) is { } set)
        {
            reader.Skip();
            return set;
        }
        if (letter is 'p' or 'P')
        {
            reader.Skip();
            if (!reader.TrySkip("{"))
                throw reader.Refuse("\\p needs a property in braces");
            string name = reader.ReadUntil('}');
            var property = UnicodeProperties.Find(name) ?? throw reader.Refuse($"the Unicode property '{name}' isn't supported");
            return letter == 'p' ? property : property.Complement();
        }
        codePoint = ReadCharacter(reader, inClass);
        return CodePointSet.Of(codePoint);
    }

    private static int ReadCharacter(RegexReader reader, bool inClass)
    {
        int letter = reader.Read();
        switch (letter)
        {
            case 't': return '\t';
            case 'n': return '\n';
            case 'v': return '\v';
            case 'f': return '\f';
            case 'r': return '\r';
            case 'b' when inClass: return '\b';
            case '0' when reader.Peek() is < '0' or > '9': return 0;
            case 'c' when reader.Peek() is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'): return reader.Read() & 31;
            case 'x' when reader.TryReadHex(2, out int value): return value;
            case 'u': return ReadUnicode(reader);
            case >= '0' and <= '9' when !inClass: throw reader.Refuse("back-references aren't regular; spell the repeated text out");
            case 'k' when !inClass: throw reader.Refuse("back-references aren't regular; spell the repeated text out");
            case (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'):
                throw reader.Refuse($"the escape \\{(char)letter} isn't defined by ECMA-262");
            default: return letter;
        }
    }

    private static int ReadUnicode(RegexReader reader)
    {
        if (reader.TryReadHex(4, out int unit))
        {
            // Two escapes may make one character.
            if (unit is >= 0xD800 and < 0xDC00 && reader.Peek() == '\\' && reader.Peek(1) == 'u')
            {
                reader.Skip(2);
                if (reader.TryReadHex(4, out int low) && low is >= 0xDC00 and < 0xE000)
                    return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                throw reader.Refuse("half a surrogate pair is no character");
            }
            return unit;
        }
        if (!reader.TrySkip("{"))
            throw reader.Refuse("\\u needs four hexadecimal digits, or some in braces");
        string digits = reader.ReadUntil('}');
        int value = 0;
        foreach (char digit in digits)
        {
            int next = RegexReader.HexValue(digit);
            value = next < 0 || value >= CodePointPartition.End ? CodePointPartition.End : value * 16 + next;
        }
        return digits.Length > 0 && value < CodePointPartition.End ? value : throw reader.Refuse($"\\u{{{digits}}} is no code point");
    }
}
