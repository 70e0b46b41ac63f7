using System.Globalization;
using FoundationModels.Tokenization.Unicode;

namespace FoundationModels.Tokenization.Patterns;

/// <summary>Reads the part of Oniguruma's syntax that tokenizers use; anything else is a <see cref="PatternSyntaxException"/>.</summary>
internal sealed class PatternParser
{
    private const int NestingLimit = 100;
    private const int RepeatLimit = 1000;
    private readonly string _pattern;
    private int _at;
    private int _depth;
    private bool _ignoresCase;

    private PatternParser(string pattern)
    {
        _pattern = pattern;
    }

    private bool AtEnd => _at == _pattern.Length;

    /// <summary>Parses a whole pattern.</summary>
    public static PatternNode Parse(string pattern)
    {
        PatternParser parser = new(pattern);
        PatternNode node = parser.ParseAlternation();
        return parser.AtEnd ? node : throw parser.Error("unmatched ')'");
    }

    private PatternNode ParseAlternation()
    {
        if (++_depth > NestingLimit)
            throw Error("groups are nested too deeply");
        bool ignoresCase = _ignoresCase;
        List<PatternNode> branches = [ParseSequence()];
        while (TryTake('|'))
            branches.Add(ParseSequence());
        _ignoresCase = ignoresCase;
        _depth--;
        return branches is [PatternNode only] ? only : new PatternNode.Alternation(branches);
    }

    private PatternNode.Sequence ParseSequence()
    {
        List<PatternNode> parts = [];
        while (!AtEnd && _pattern[_at] is not ('|' or ')'))
        {
            PatternNode? atom = ParseAtom();
            if (atom is not null)
                parts.Add(ParseRepeats(atom));
        }

        return new PatternNode.Sequence(parts);
    }

    private PatternNode? ParseAtom()
    {
        char c = _pattern[_at];
        switch (c)
        {
            case '(':
                return ParseGroup();
            case '[':
                _at++;
                return One(new PatternClassParser(this).Parse());
            case '.':
                _at++;
                return One(new CodePointSet(p => p != '\n'));
            case '^':
                _at++;
                return new PatternNode.Anchor(AnchorKind.LineStart);
            case '$':
                _at++;
                return new PatternNode.Anchor(AnchorKind.LineEnd);
            case '*' or '+' or '?':
                throw Error("nothing to repeat");
            case '\\':
                return ParseEscape();
            default:
                int codePoint = TakeCodePoint();
                return One(new CodePointSet(p => p == codePoint));
        }
    }

    private PatternNode ParseEscape()
    {
        AnchorKind? anchor = _at + 1 < _pattern.Length ? _pattern[_at + 1] switch
        {
            'A' => AnchorKind.TextStart,
            'z' => AnchorKind.TextEnd,
            'Z' => AnchorKind.TextEndOrFinalLineFeed,
            'b' => AnchorKind.WordBoundary,
            'B' => AnchorKind.NotWordBoundary,
            _ => null,
        }
        : null;
        if (anchor is null)
            return One(TakeEscape(out _));
        _at += 2;
        return new PatternNode.Anchor(anchor.Value);
    }

    private PatternNode? ParseGroup()
    {
        _at++;
        if (!TryTake('?'))
            return Body(b => b);
        if (TryTake(':'))
            return Body(b => b);
        if (TryTake('='))
            return Body(b => new PatternNode.Look(b, IsBehind: false, IsNegative: false));
        if (TryTake('!'))
            return Body(b => new PatternNode.Look(b, IsBehind: false, IsNegative: true));
        if (TryTake('>'))
            return Body(b => new PatternNode.Atomic(b));
        if (TryTake('<'))
        {
            bool negative = TryTake('!');
            if (negative || TryTake('='))
                return Body(b => b.FixedLength >= 0 ? new PatternNode.Look(b, true, negative) : throw Error("a look-behind of varying length"));
            while (!AtEnd && _pattern[_at] != '>')
                _at++;
            return TryTake('>') ? Body(b => b) : throw Error("an unfinished group name");
        }

        return ParseOptions();
    }

    private PatternNode? ParseOptions()
    {
        bool outer = _ignoresCase;
        bool on = true;
        for (; !AtEnd; _at++)
        {
            switch (_pattern[_at])
            {
                case '-':
                    on = false;
                    break;
                case 'i':
                    _ignoresCase = on;
                    break;
                case ')':
                    // It holds to the end of the group around it, which restores the old value.
                    _at++;
                    return null;
                case ':':
                    _at++;
                    PatternNode body = Body(b => b);
                    _ignoresCase = outer;
                    return body;
                default:
                    throw Error($"the group option '{_pattern[_at]}' is not supported");
            }
        }

        throw Error("an unfinished group");
    }

    private PatternNode Body(Func<PatternNode, PatternNode> make)
    {
        PatternNode body = ParseAlternation();
        return TryTake(')') ? make(body) : throw Error("a missing ')'");
    }

    private PatternNode ParseRepeats(PatternNode atom)
    {
        int repeats = 0;
        while (!AtEnd && TryTakeCounts(out int minimum, out int maximum, out bool isInterval))
        {
            // After an interval a plus sign is a repeat of its own, as in Ruby's syntax.
            RepeatKind kind = TryTake('?') ? RepeatKind.Lazy : !isInterval && TryTake('+') ? RepeatKind.Possessive : RepeatKind.Greedy;
            if (maximum > 1 && atom.IsNullable)
                throw Error("a repeat of what can be empty");
            atom = new PatternNode.Repeat(atom, minimum, maximum, kind);
            if (++repeats > NestingLimit)
                throw Error("repeats are nested too deeply");
        }

        return atom;
    }

    private bool TryTakeCounts(out int minimum, out int maximum, out bool isInterval)
    {
        (minimum, maximum, isInterval) = (0, int.MaxValue, false);
        if (TryTake('*'))
            return true;
        if (TryTake('+'))
        {
            minimum = 1;
            return true;
        }

        if (TryTake('?'))
        {
            maximum = 1;
            return true;
        }

        int end = _pattern[_at] == '{' ? _pattern.IndexOf('}', _at) : -1;
        if (end < 0)
            return false;
        string[] counts = _pattern[(_at + 1)..end].Split(',');
        if (counts.Length > 2 || counts.All(c => c.Length == 0) || counts.Any(c => !c.All(char.IsAsciiDigit)))
            return false;
        minimum = Count(counts[0], 0);
        maximum = counts.Length == 1 ? minimum : Count(counts[1], int.MaxValue);
        if (minimum > maximum)
            throw Error("a repeat whose bounds are reversed");
        isInterval = true;
        _at = end + 1;
        return true;
    }

    private int Count(string digits, int absent)
    {
        if (digits.Length == 0)
            return absent;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count <= RepeatLimit
            ? count
            : throw Error($"a repeat count above {RepeatLimit}");
    }

    private PatternNode.One One(CodePointSet set) => new(_ignoresCase ? set.IgnoringCase() : set);

    /// <summary>Takes an escape that stands for a set; the single code point that it may be goes to <paramref name="single"/>.</summary>
    internal CodePointSet TakeEscape(out int? single)
    {
        _at++;
        if (AtEnd)
            throw Error("a trailing backslash");
        char letter = _pattern[_at];
        single = null;
        if (letter is 'p' or 'P')
            return TakeProperty();
        if (CharacterProperty.Escape(letter) is { } set)
        {
            _at++;
            return set;
        }

        int codePoint = letter switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'f' => '\f',
            'v' => '\v',
            'a' => '\a',
            'e' => 0x1B,
            '0' => 0,
            'x' or 'u' => TakeHexadecimal(letter),
            _ when char.IsAsciiLetterOrDigit(letter) => throw Error($"the escape '\\{letter}' is not supported"),
            _ => -1,
        };
        if (codePoint < 0)
            codePoint = TakeCodePoint();
        else
            _at++;
        single = codePoint;
        return new CodePointSet(c => c == codePoint);
    }

    private CodePointSet TakeProperty()
    {
        bool negative = _pattern[_at] == 'P';
        _at++;
        string name;
        if (TryTake('{'))
        {
            int end = _pattern.IndexOf('}', _at);
            if (end < 0)
                throw Error("an unfinished property name");
            name = _pattern[_at..end];
            _at = end + 1;
        }
        else
        {
            name = AtEnd ? throw Error("an unfinished property name") : _pattern[_at++].ToString();
        }

        if (name.StartsWith('^'))
            (negative, name) = (!negative, name[1..]);
        CodePointSet set = CharacterProperty.Named(name);
        return negative ? set.Complement() : set;
    }

    // Leaves the position at the last character of the escape.
    private int TakeHexadecimal(char letter)
    {
        int start = _at + 1;
        int end;
        if (start < _pattern.Length && _pattern[start] == '{')
        {
            end = _pattern.IndexOf('}', ++start);
            _at = end;
        }
        else
        {
            end = Math.Min(_pattern.Length, start + (letter == 'x' ? 2 : 4));
            _at = end - 1;
        }

        if (end > start && int.TryParse(_pattern.AsSpan(start, end - start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value)
            && value is >= 0 and <= 0x10FFFF)
            return value;
        throw Error("a malformed hexadecimal escape");
    }

    internal char Peek(int offset = 0) => _at + offset < _pattern.Length ? _pattern[_at + offset] : throw Error("an unfinished class");

    internal bool TryTake(char c)
    {
        if (AtEnd || _pattern[_at] != c)
            return false;
        _at++;
        return true;
    }

    internal string TakeUntil(string end)
    {
        int stop = _pattern.IndexOf(end, _at, StringComparison.Ordinal);
        if (stop < 0)
            throw Error("an unfinished class");
        string taken = _pattern[_at..stop];
        _at = stop + end.Length;
        return taken;
    }

    internal int TakeCodePoint()
    {
        int codePoint = CharacterClass.CodePointAt(_pattern, _at, out int units);
        _at += units;
        return codePoint;
    }

    internal PatternSyntaxException Error(string problem) => new($"{problem}, at position {_at} of the pattern");
}
