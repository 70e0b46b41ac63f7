using System.Globalization;
using System.Text;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Writes a pattern of ECMA-262 in Unicode mode the way .NET needs it, where characters are UTF-16 units and some escapes mean more.</summary>
internal sealed class PatternTranslation(string pattern)
{
    private const string Digit = "0-9";
    private const string Word = "A-Za-z0-9_";
    private const string Space = "\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff";
    private const string Pair = "[\\ud800-\\udbff][\\udc00-\\udfff]";

    private readonly StringBuilder _output = new();
    private int _at;

    public string Translate()
    {
        while (_at < pattern.Length)
        {
            char c = pattern[_at];
            switch (c)
            {
                case '\\':
                    TranslateEscape();
                    break;
                case '[':
                    TranslateClass();
                    break;
                case '.':
                    AppendExcept("\\n\\r\\u2028\\u2029");
                    _at++;
                    break;
                case '$':
                    // .NET's would match before a line break at the end as well.
                    _output.Append("\\z");
                    _at++;
                    break;
                case >= '\ud800' and <= '\udbff' when _at + 1 < pattern.Length:
                    _output.Append("(?:").Append(pattern, _at, 2).Append(')');
                    _at += 2;
                    break;
                default:
                    _output.Append(c);
                    _at++;
                    break;
            }
        }

        return _output.ToString();
    }

    private void TranslateEscape()
    {
        char c = _at + 1 < pattern.Length ? pattern[_at + 1] : throw new ArgumentException("The pattern ends with a backslash.");
        switch (c)
        {
            case 'd' or 'w' or 's':
                _output.Append('[').Append(SetOf(c)).Append(']');
                _at += 2;
                break;
            case 'D' or 'W' or 'S':
                AppendExcept(SetOf(char.ToLowerInvariant(c)));
                _at += 2;
                break;
            case 'p' or 'P':
                (string category, bool isInverted) = ReadCategory();
                if (isInverted)
                    AppendExcept($"\\p{{{category}}}");
                else
                    _output.Append("\\p{").Append(category).Append('}');
                break;
            case 'b' or 'B':
                // Boundaries of ASCII words.
                string word = $"[{Word}]";
                _output.Append(c == 'b'
                    ? $"(?:(?<={word})(?!{word})|(?<!{word})(?={word}))"
                    : $"(?:(?<={word})(?={word})|(?<!{word})(?!{word}))");
                _at += 2;
                break;
            case >= '1' and <= '9' or 'k':
                _output.Append('\\').Append(c);
                _at += 2;
                break;
            default:
                AppendScalar(ReadEscapedCharacter(), _output);
                break;
        }
    }

    private void TranslateClass()
    {
        _at++;
        bool isInverted = _at < pattern.Length && pattern[_at] == '^';
        if (isInverted)
            _at++;
        StringBuilder units = new();
        List<string> pairs = [];
        while (_at < pattern.Length && pattern[_at] != ']')
        {
            if (pattern[_at] == '\\' && _at + 1 < pattern.Length && "dwsDWSpP".Contains(pattern[_at + 1], StringComparison.Ordinal))
            {
                AppendSet(units, pairs);
                continue;
            }

            int first = ReadClassCharacter();
            int last = first;
            if (_at + 1 < pattern.Length && pattern[_at] == '-' && pattern[_at + 1] != ']')
            {
                if (pattern[_at + 1] == '\\' && _at + 2 < pattern.Length && "dwsDWSpP".Contains(pattern[_at + 2], StringComparison.Ordinal))
                {
                    AppendRange(units, pairs, first, first);
                    AppendRange(units, pairs, '-', '-');
                    _at++;
                    continue;
                }

                _at++;
                last = ReadClassCharacter();
            }

            if (last < first)
                throw new ArgumentException("A range of the pattern is out of order.");
            AppendRange(units, pairs, first, last);
        }

        if (_at >= pattern.Length)
            throw new ArgumentException("A character class of the pattern has no end.");
        _at++;
        AppendClass(isInverted, units.ToString(), pairs);
    }

    private void AppendClass(bool isInverted, string units, List<string> pairs)
    {
        if (isInverted)
        {
            string astral = pairs.Count == 0 ? Pair : $"(?!{string.Join('|', pairs)}){Pair}";
            _output.Append("(?:").Append(astral).Append("|[^").Append(units).Append("\\ud800-\\udfff])");
        }
        else if (units.Length == 0 && pairs.Count == 0)
        {
            _output.Append("(?!)");
        }
        else if (pairs.Count == 0)
        {
            _output.Append('[').Append(units).Append(']');
        }
        else
        {
            string some = units.Length == 0 ? "" : $"|[{units}]";
            _output.Append("(?:").AppendJoin('|', pairs).Append(some).Append(')');
        }
    }

    private void AppendSet(StringBuilder units, List<string> pairs)
    {
        char c = pattern[_at + 1];
        if (c is 'p' or 'P')
        {
            (string category, bool isInverted) = ReadCategory();
            units.Append(isInverted ? "\\P{" : "\\p{").Append(category).Append('}');
            return;
        }

        _at += 2;
        switch (c)
        {
            case 'D':
                units.Append("\\u0000-/:-\\ud7ff\\ue000-\\uffff");
                pairs.Add(Pair);
                break;
            case 'W':
                units.Append("\\u0000-/:-@\\[-\\^`{-\\ud7ff\\ue000-\\uffff");
                pairs.Add(Pair);
                break;
            case 'S':
                units.Append("\\S");
                pairs.Add(Pair);
                break;
            default:
                units.Append(SetOf(c));
                break;
        }
    }

    private static void AppendRange(StringBuilder units, List<string> pairs, int first, int last)
    {
        if (first <= 0xFFFF)
        {
            AppendUnit(units, first);
            units.Append('-');
            AppendUnit(units, Math.Min(last, 0xFFFF));
        }

        for (int from = Math.Max(first, 0x10000); from <= last;)
        {
            // One run for each high surrogate, and one for all whole ones between.
            int to = Math.Min(last, from | 0x3FF);
            if ((from & 0x3FF) == 0 && (last | 0x3FF) == last)
                to = last;
            else if ((from & 0x3FF) == 0 && last - from > 0x400)
                to = ((last + 1) & ~0x3FF) - 1;
            pairs.Add($"[\\u{High(from):x4}-\\u{High(to):x4}][\\u{Low(from):x4}-\\u{Low(to):x4}]");
            from = to + 1;
        }
    }

    private static int High(int scalar) => 0xD800 + ((scalar - 0x10000) >> 10);

    private static int Low(int scalar) => 0xDC00 + (scalar & 0x3FF);

    private static void AppendUnit(StringBuilder output, int unit) => output.Append("\\u").Append(unit.ToString("x4", CultureInfo.InvariantCulture));

    private static void AppendScalar(int scalar, StringBuilder output)
    {
        if (scalar <= 0xFFFF)
        {
            AppendUnit(output, scalar);
            return;
        }

        output.Append("(?:");
        AppendUnit(output, High(scalar));
        AppendUnit(output, Low(scalar));
        output.Append(')');
    }

    private void AppendExcept(string units) => _output.Append("(?:" + Pair + "|[^").Append(units).Append("\\ud800-\\udfff])");

    private static string SetOf(char c) => c switch { 'd' => Digit, 'w' => Word, _ => Space };

    private int ReadClassCharacter()
    {
        if (pattern[_at] == '\\')
        {
            if (_at + 1 < pattern.Length && pattern[_at + 1] is 'b' or '-')
            {
                _at += 2;
                return pattern[_at - 1] == 'b' ? '\b' : '-';
            }

            return ReadEscapedCharacter();
        }

        int scalar = char.IsHighSurrogate(pattern[_at]) && _at + 1 < pattern.Length && char.IsLowSurrogate(pattern[_at + 1])
            ? char.ConvertToUtf32(pattern[_at], pattern[_at + 1])
            : pattern[_at];
        _at += scalar > 0xFFFF ? 2 : 1;
        return scalar;
    }

    private int ReadEscapedCharacter()
    {
        char c = _at + 1 < pattern.Length ? pattern[_at + 1] : throw new ArgumentException("The pattern ends with a backslash.");
        _at += 2;
        switch (c)
        {
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'v':
                return '\v';
            case 'f':
                return '\f';
            case '0':
                return 0;
            case 'c' when _at < pattern.Length && char.IsAsciiLetter(pattern[_at]):
                return pattern[_at++] % 32;
            case 'x' when TryReadHex(2, out int value):
                return value;
            case 'u' when _at < pattern.Length && pattern[_at] == '{':
                int end = pattern.IndexOf('}', _at);
                if (end < 0 || !int.TryParse(pattern.AsSpan((_at + 1)..end), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int scalar) || scalar > 0x10FFFF)
                    throw new ArgumentException("An escape of the pattern names no character.");
                _at = end + 1;
                return scalar;
            case 'u' when TryReadHex(4, out int unit):
                if (char.IsHighSurrogate((char)unit) && string.CompareOrdinal(pattern, _at, "\\u", 0, 2) == 0)
                {
                    _at += 2;
                    if (TryReadHex(4, out int low) && char.IsLowSurrogate((char)low))
                        return char.ConvertToUtf32((char)unit, (char)low);
                    _at -= 2;
                }

                return unit;
            case >= 'a' and <= 'z' or >= 'A' and <= 'Z':
                throw new ArgumentException($"The pattern has the escape \\{c}, which ECMA-262 does not know.");
            default:
                return c;
        }
    }

    private bool TryReadHex(int digits, out int value)
    {
        value = 0;
        if (_at + digits > pattern.Length || !int.TryParse(pattern.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value))
            return false;
        _at += digits;
        return true;
    }

    private (string Category, bool IsInverted) ReadCategory()
    {
        bool isInverted = pattern[_at + 1] == 'P';
        int end = pattern.IndexOf('}', _at);
        if (end < 0 || pattern[_at + 2] != '{')
            throw new ArgumentException("A category of the pattern has no end.");
        string name = pattern[(_at + 3)..end];
        _at = end + 1;
        int equals = name.IndexOf('=', StringComparison.Ordinal);
        if (equals >= 0 && name[..equals] is "General_Category" or "gc")
            name = name[(equals + 1)..];
        return (name switch
        {
            "Letter" => "L",
            "Lowercase_Letter" => "Ll",
            "Uppercase_Letter" => "Lu",
            "Titlecase_Letter" => "Lt",
            "Mark" => "M",
            "Number" => "N",
            "digit" or "Decimal_Number" => "Nd",
            "Punctuation" or "punct" => "P",
            "Symbol" => "S",
            "Separator" => "Z",
            "Other" => "C",
            _ => name,
        }, isInverted);
    }
}
