namespace FoundationModels.Grammars.Regex;

/// <summary>
/// Parses ECMA-262 patterns as with the u flag, and takes what only patterns without it may have where the meaning is plain: escaped punctuation, and lone
/// braces and brackets. What isn't regular, or means something else elsewhere, is refused.
/// </summary>
internal sealed class RegexParser
{
    private const int MaximumDepth = 250;
    private const int MaximumCount = 1_000_000;

    private static readonly RegexNode.Character[] Ascii = MakeAscii();

    private readonly RegexReader _reader;
    private RegexFlags _flags;
    private int _depth;

    private RegexParser(string pattern) => _reader = new RegexReader(pattern);

    /// <summary>Parses a pattern.</summary>
    /// <exception cref="GrammarRefusal">It isn't supported.</exception>
    public static RegexNode Parse(string pattern)
    {
        var parser = new RegexParser(pattern);
        var node = parser.ParseChoice();
        return parser._reader.Peek() == RegexReader.End ? node : throw parser._reader.Refuse("')' has no '('");
    }

    private RegexNode ParseChoice()
    {
        if (++_depth > MaximumDepth)
            throw _reader.Refuse($"groups are nested more than {MaximumDepth} deep");
        var outer = _flags;
        var branches = new List<RegexNode>();
        do
        {
            branches.Add(ParseSequence());
        }
        while (_reader.TrySkip("|"));
        _flags = outer;
        _depth--;
        return RegexNode.Either(branches);
    }

    private RegexNode ParseSequence()
    {
        var parts = new List<RegexNode>();
        while (_reader.Peek() is not (RegexReader.End or '|' or ')'))
        {
            var part = ParseQuantified();
            if (part is RegexNode.Sequence inner)
                parts.AddRange(inner.Parts);
            else
                parts.Add(part);
        }
        return RegexNode.Join(parts);
    }

    private RegexNode ParseQuantified()
    {
        var part = ParseAtom();
        if (!TryReadCounts(out int minimum, out int maximum))
            return part;
        // Lazy or not, the texts are the same.
        _reader.TrySkip("?");
        if (_reader.Peek() == '+')
            throw _reader.Refuse("possessive quantifiers aren't supported");
        if (_reader.Peek() is '*' or '?' || TryReadCounts(out _, out _))
            throw _reader.Refuse("a quantifier has nothing to repeat");
        return RegexNode.Times(part, minimum, maximum);
    }

    private bool TryReadCounts(out int minimum, out int maximum)
    {
        (minimum, maximum) = _reader.Peek() switch { '*' => (0, -1), '+' => (1, -1), '?' => (0, 1), _ => (-1, -1) };
        if (minimum >= 0)
        {
            _reader.Skip();
            return true;
        }
        if (_reader.Peek() != '{')
            return false;
        int length = 1;
        minimum = ReadCount(ref length);
        if (minimum < 0)
        {
            // Elsewhere {,3} is a count from 0; in ECMA-262 it is none, so either reading would surprise someone.
            if (_reader.Peek(1) == ',' && _reader.Peek(2) is >= '0' and <= '9')
                throw _reader.Refuse("a count needs a minimum, as in {0,3}");
            return false;
        }
        maximum = minimum;
        if (_reader.Peek(length) == ',')
        {
            length++;
            maximum = ReadCount(ref length);
        }
        if (_reader.Peek(length) != '}')
            return false;
        _reader.Skip(length + 1);
        if (minimum > MaximumCount || maximum > MaximumCount)
            throw _reader.Refuse($"counts go up to {MaximumCount}");
        if (maximum >= 0 && maximum < minimum)
            throw _reader.Refuse("the maximum of a count is below its minimum");
        return true;
    }

    private int ReadCount(ref int length)
    {
        int value = -1;
        for (; _reader.Peek(length) is >= '0' and <= '9'; length++)
            value = Math.Min(MaximumCount + 1, Math.Max(value, 0) * 10 + _reader.Peek(length) - '0');
        return value;
    }

    private RegexNode ParseAtom()
    {
        switch (_reader.Peek())
        {
            case '^':
                _reader.Skip();
                return (_flags & RegexFlags.MultiLine) == 0 ? RegexNode.Start : RegexAssertions.LineStart;
            case '$':
                _reader.Skip();
                return (_flags & RegexFlags.MultiLine) == 0 ? RegexNode.End : RegexAssertions.LineEnd;
            case '(':
                _reader.Skip();
                return ParseGroup();
            case '.':
                _reader.Skip();
                return new RegexNode.Character((_flags & RegexFlags.DotAll) == 0 ? CharacterClasses.Dot : CodePointSet.All);
            case '[':
                _reader.Skip();
                return new RegexNode.Character(RegexBrackets.Read(_reader, _flags));
            case '*' or '+' or '?':
                throw _reader.Refuse("a quantifier has nothing to repeat");
            case '{' when TryReadCounts(out _, out _):
                throw _reader.Refuse("a quantifier has nothing to repeat");
            case '\\':
                _reader.Skip();
                return ParseEscape();
            default:
                return Character(_reader.Read());
        }
    }

    private RegexNode ParseEscape()
    {
        if (_reader.TrySkip("b"))
            return RegexAssertions.WordEdge;
        if (_reader.TrySkip("B"))
            return RegexAssertions.NoWordEdge;
        var set = RegexEscapes.Read(_reader, inClass: false, out int codePoint);
        return codePoint >= 0 && set.Bounds.Length > 0 ? Character(codePoint) : new RegexNode.Character(set);
    }

    private RegexNode.Character Character(int codePoint)
    {
        if ((_flags & RegexFlags.IgnoreCase) != 0)
            return new RegexNode.Character(CaseFolding.Close(CodePointSet.Of(codePoint)));
        return codePoint < Ascii.Length ? Ascii[codePoint] : new RegexNode.Character(CodePointSet.Of(codePoint));
    }

    private static RegexNode.Character[] MakeAscii()
    {
        var characters = new RegexNode.Character[128];
        for (int codePoint = 0; codePoint < characters.Length; codePoint++)
            characters[codePoint] = new RegexNode.Character(CodePointSet.Of(codePoint));
        return characters;
    }

    private RegexNode ParseGroup()
    {
        if (!_reader.TrySkip("?"))
            return Body();
        if (_reader.TrySkip(":"))
            return Body();
        if (_reader.TrySkip("="))
            return new RegexNode.Look(Body(), ahead: true, negative: false);
        if (_reader.TrySkip("!"))
            return new RegexNode.Look(Body(), ahead: true, negative: true);
        if (_reader.TrySkip("<="))
            return new RegexNode.Look(Body(), ahead: false, negative: false);
        if (_reader.TrySkip("<!"))
            return new RegexNode.Look(Body(), ahead: false, negative: true);
        if (_reader.TrySkip("<") || _reader.TrySkip("P<"))
        {
            _reader.ReadUntil('>');
            return Body();
        }
        return ParseModifiers();
    }

    // (?i: … ) or, as other dialects have it, (?i) for the rest of the group.
    private RegexNode ParseModifiers()
    {
        var outer = _flags;
        bool adding = true;
        while (true)
        {
            int letter = _reader.Peek();
            var flag = letter switch { 'i' => RegexFlags.IgnoreCase, 'm' => RegexFlags.MultiLine, 's' => RegexFlags.DotAll, _ => RegexFlags.None };
            if (flag != RegexFlags.None)
                _flags = adding ? _flags | flag : _flags & ~flag;
            else if (letter == '-' && adding)
                adding = false;
            else
                break;
            _reader.Skip();
        }
        if (_reader.TrySkip(")"))
            return RegexNode.Nothing;
        if (!_reader.TrySkip(":"))
            throw _reader.Refuse("this kind of group isn't supported");
        var body = Body();
        _flags = outer;
        return body;
    }

    private RegexNode Body()
    {
        var body = ParseChoice();
        return _reader.TrySkip(")") ? body : throw _reader.Refuse("')' is missing");
    }
}
