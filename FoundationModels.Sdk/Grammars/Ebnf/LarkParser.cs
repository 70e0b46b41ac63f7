using FoundationModels.Grammars.Regex;

namespace FoundationModels.Grammars.Ebnf;

/// <summary>Parses grammars in the notation of Lark. What directs Lark's parser or shapes its trees (priorities, aliases, ? and ! before rules) has no influence on which texts there are.</summary>
internal sealed class LarkParser
{
    private const int MaximumDepth = 200;
    private const int MaximumCount = 10_000;

    private readonly EbnfReader _reader;
    private readonly EbnfRules _rules = new();
    private int _depth;

    private LarkParser(string text) => _reader = new EbnfReader(text, "//", "#");

    /// <summary>Parses a grammar.</summary>
    /// <exception cref="GrammarRefusal">It has a mistake, or something that is not supported.</exception>
    public static EbnfRules Parse(string text)
    {
        var parser = new LarkParser(text);
        parser._reader.SkipSpace();
        while (parser._reader.Peek() != EbnfReader.End)
        {
            if (parser._reader.Peek() == '%')
                parser.ParseDirective();
            else
                parser.ParseRule();
        }
        return parser._rules;
    }

    private void ParseDirective()
    {
        var place = _reader.Place;
        _reader.Skip();
        string name = _reader.ReadWhile(char.IsAsciiLetter);
        _reader.SkipSpace();
        if (name == "ignore")
            _rules.Ignore(ParseChoice());
        else if (name == "import")
            ParseImport();
        else
            throw place.Refuse($"'%{name}' is not supported; there are %ignore and %import");
    }

    private void ParseImport()
    {
        var place = _reader.Place;
        string library = ReadName("the name of a library");
        if (library != "common")
            throw place.Refuse($"'{library}' can't be imported: only the terminals of 'common' are there");
        if (_reader.TrySkip("."))
        {
            ImportOne();
            return;
        }
        _reader.Expect("(");
        do
        {
            ImportOne();
        }
        while (_reader.TrySkip(","));
        _reader.Expect(")");
    }

    private void ImportOne()
    {
        var place = _reader.Place;
        string name = ReadName("the name of a terminal");
        var node = LarkCommonTerminals.Find(name) ?? throw place.Refuse($"the library 'common' has no '{name}'");
        string alias = _reader.TrySkip("->") ? ReadName("a name") : name;
        _rules.Add(new EbnfRule(alias, place, new EbnfExpression.Terminal(node, name, place)));
    }

    private void ParseRule()
    {
        var place = _reader.Place;
        while (_reader.Peek() is '?' or '!')
            _reader.Skip();
        string name = ReadName("the name of a rule");
        if (_reader.Peek() == '{')
            throw RefuseTemplate(_reader.Place);
        if (_reader.TrySkip("."))
            SkipPriority();
        _reader.Expect(":");
        var body = ParseChoice();
        if (_reader.Peek() is not (EbnfReader.End or '%') && !IsRuleNext())
            throw _reader.Place.Refuse($"the rule '{name}' does not go on like this{_reader.Found()}");
        _rules.Add(new EbnfRule(name, place, body));
    }

    private void SkipPriority()
    {
        _reader.TrySkip("-");
        _reader.ReadNumber(int.MaxValue);
    }

    private EbnfExpression ParseChoice()
    {
        if (++_depth > MaximumDepth)
            throw _reader.Place.Refuse($"groups are nested more than {MaximumDepth} deep");
        var branches = new List<EbnfExpression>();
        do
        {
            branches.Add(ParseSequence());
            if (_reader.TrySkip("->"))
                ReadName("the name of an alias");
        }
        while (_reader.TrySkip("|"));
        _depth--;
        return EbnfExpression.Either(branches);
    }

    private EbnfExpression ParseSequence()
    {
        var parts = new List<EbnfExpression>();
        while (_reader.Peek() is not (EbnfReader.End or '|' or ')' or ']' or '%' or '-') && !IsRuleNext())
        {
            var part = ParseAtom();
            _reader.SkipSpace();
            while (TryReadCounts(out int minimum, out int? maximum))
                part = new EbnfExpression.Repeat(part, minimum, maximum);
            parts.Add(part);
        }
        return EbnfExpression.Join(parts);
    }

    private bool TryReadCounts(out int minimum, out int? maximum)
    {
        (minimum, maximum) = (0, null);
        // A question mark before a name and a colon starts the next rule.
        if (IsRuleNext())
            return false;
        if (_reader.TrySkip("*"))
            return true;
        if (_reader.TrySkip("+"))
            return (minimum = 1) == 1;
        if (_reader.TrySkip("?"))
            return (maximum = 1) == 1;
        var place = _reader.Place;
        bool isTilde = _reader.TrySkip("~");
        if (!isTilde && !_reader.TrySkip("{"))
            return false;
        if (!isTilde && _reader.Peek() is not (',' or (>= '0' and <= '9')))
            throw RefuseTemplate(place);
        if (isTilde || _reader.Peek() != ',')
            minimum = _reader.ReadNumber(MaximumCount);
        if (!_reader.TrySkip(isTilde ? ".." : ","))
            maximum = minimum;
        else if (isTilde || _reader.Peek() != '}')
            maximum = _reader.ReadNumber(MaximumCount);
        if (!isTilde)
            _reader.Expect("}");
        return maximum < minimum ? throw place.Refuse("the maximum of a count is below its minimum") : true;
    }

    private EbnfExpression ParseAtom()
    {
        var place = _reader.Place;
        switch (_reader.Peek())
        {
            case '"':
                return ParseText(place);
            case '/':
                return new EbnfExpression.Terminal(LarkPattern.Read(_reader), "a pattern", place);
            case '(':
                _reader.TrySkip("(");
                var body = ParseChoice();
                _reader.Expect(")");
                return body;
            case '[':
                _reader.TrySkip("[");
                var optional = ParseChoice();
                if (_reader.Peek() == '-')
                    throw place.Refuse("in Lark's notation brackets make a part optional; write a class of characters as a pattern, like /[a-z]/");
                _reader.Expect("]");
                return new EbnfExpression.Repeat(optional, 0, 1);
            default:
                return new EbnfExpression.Reference(ReadName("a rule, a text or a pattern"), place);
        }
    }

    private EbnfExpression.Terminal ParseText(EbnfPlace place)
    {
        var first = EbnfText.ReadQuoted(_reader);
        if (_reader.Peek() == 'i')
        {
            _reader.Skip();
            return new EbnfExpression.Terminal(EbnfText.ToNode(first, ignoreCase: true), "a text", place);
        }
        _reader.SkipSpace();
        if (!_reader.TrySkip(".."))
            return new EbnfExpression.Terminal(EbnfText.ToNode(first), "a text", place);
        if (_reader.Peek() != '"')
            throw _reader.Place.Refuse($"the end of a range of characters is missing{_reader.Found()}");
        var last = EbnfText.ReadQuoted(_reader);
        if (first.Count != 1 || last.Count != 1 || last[0] < first[0])
            throw place.Refuse("a range needs two characters in order, as in \"a\"..\"z\"");
        return new EbnfExpression.Terminal(new RegexNode.Character(CodePointSet.Of(first[0], last[0]).Intersect(CodePointSet.All)), "a range", place);
    }

    private string ReadName(string what)
    {
        var place = _reader.Place;
        string name = char.IsAsciiDigit((char)Math.Max(0, _reader.Peek())) ? "" : _reader.ReadWhile(IsNamePart);
        if (name.Length == 0)
            throw place.Refuse($"{what} is missing{_reader.Found()}");
        _reader.SkipSpace();
        return name;
    }

    // Rules need no empty lines between them: a name with a colon behind it, or a priority and a colon, starts the next one.
    private bool IsRuleNext()
    {
        int length = _reader.CountWhile(0, static unit => unit is '?' or '!');
        int name = _reader.CountWhile(length, IsNamePart);
        if (name == 0)
            return false;
        length += name;
        if (_reader.Peek(length) == '.' && _reader.Peek(length + 1) != '.')
            length += 1 + _reader.CountWhile(length + 1, static unit => char.IsAsciiDigit(unit) || unit == '-');
        length += _reader.CountWhile(length, static unit => unit is ' ' or '\t');
        return _reader.Peek(length) == ':';
    }

    private static GrammarRefusal RefuseTemplate(EbnfPlace place) => place.Refuse("templates are not supported; write the rule out");

    private static bool IsNamePart(char unit) => char.IsAsciiLetterOrDigit(unit) || unit == '_';
}
