using FoundationModels.Grammars.Regex;

namespace FoundationModels.Grammars.Ebnf;

/// <summary>Parses grammars in GBNF, the notation of llama.cpp.</summary>
internal sealed class GbnfParser
{
    private const int MaximumDepth = 200;
    private const int MaximumCount = 10_000;

    private readonly EbnfReader _reader;
    private int _depth;

    private GbnfParser(string text) => _reader = new EbnfReader(text, "#");

    /// <summary>Parses a grammar.</summary>
    /// <exception cref="GrammarRefusal">It has a mistake.</exception>
    public static EbnfRules Parse(string text)
    {
        var parser = new GbnfParser(text);
        var rules = new EbnfRules();
        parser._reader.SkipSpace();
        while (parser._reader.Peek() != EbnfReader.End)
            rules.Add(parser.ParseRule());
        return rules;
    }

    private EbnfRule ParseRule()
    {
        var place = _reader.Place;
        string name = ReadName();
        _reader.Expect("::=");
        var body = ParseChoice();
        if (_reader.Peek() != EbnfReader.End && !IsRuleNext())
            throw _reader.Place.Refuse($"the rule '{name}' does not go on like this{_reader.Found()}");
        return new EbnfRule(name, place, body);
    }

    private EbnfExpression ParseChoice()
    {
        if (++_depth > MaximumDepth)
            throw _reader.Place.Refuse($"groups are nested more than {MaximumDepth} deep");
        var branches = new List<EbnfExpression>();
        do
        {
            branches.Add(ParseSequence());
        }
        while (_reader.TrySkip("|"));
        _depth--;
        return EbnfExpression.Either(branches);
    }

    private EbnfExpression ParseSequence()
    {
        var parts = new List<EbnfExpression>();
        while (_reader.Peek() is not (EbnfReader.End or '|' or ')') && !IsRuleNext())
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
        if (_reader.TrySkip("*"))
            return true;
        if (_reader.TrySkip("+"))
            return (minimum = 1) == 1;
        if (_reader.TrySkip("?"))
            return (maximum = 1) == 1;
        var place = _reader.Place;
        if (!_reader.TrySkip("{"))
            return false;
        if (_reader.Peek() != ',')
            minimum = _reader.ReadNumber(MaximumCount);
        if (!_reader.TrySkip(","))
            maximum = minimum;
        else if (_reader.Peek() != '}')
            maximum = _reader.ReadNumber(MaximumCount);
        _reader.Expect("}");
        return maximum < minimum ? throw place.Refuse("the maximum of a count is below its minimum") : true;
    }

    private EbnfExpression ParseAtom()
    {
        var place = _reader.Place;
        switch (_reader.Peek())
        {
            case '"':
                return new EbnfExpression.Terminal(EbnfText.ToNode(EbnfText.ReadQuoted(_reader)), "a text", place);
            case '[':
                return new EbnfExpression.Terminal(new RegexNode.Character(ReadClass()), "a class of characters", place);
            case '.':
                _reader.Skip();
                return new EbnfExpression.Terminal(new RegexNode.Character(CodePointSet.All), "any character", place);
            case '(':
                _reader.TrySkip("(");
                var body = ParseChoice();
                _reader.Expect(")");
                return body;
            case '<' or '!':
                throw place.Refuse("references to tokens are not supported: grammars are about text, whatever its tokens");
            default:
                return new EbnfExpression.Reference(ReadName(), place);
        }
    }

    private CodePointSet ReadClass()
    {
        var place = _reader.Place;
        _reader.Skip();
        bool isNegated = _reader.Peek() == '^';
        if (isNegated)
            _reader.Skip();
        var bounds = new List<int>();
        while (_reader.Peek() != ']')
        {
            if (_reader.Peek() == EbnfReader.End)
                throw place.Refuse("the class of characters has no closing bracket");
            int first = EbnfText.ReadCharacter(_reader), last = first;
            if (_reader.Peek() == '-' && _reader.Peek(1) is not (']' or EbnfReader.End))
            {
                _reader.Skip();
                last = EbnfText.ReadCharacter(_reader);
            }
            if (last < first)
                throw place.Refuse("a range of characters ends before it begins");
            bounds.AddRange([first, last]);
        }
        _reader.Skip();
        var set = CodePointSet.Of([.. bounds]).Intersect(CodePointSet.All);
        return isNegated ? set.Complement() : set;
    }

    private string ReadName()
    {
        var place = _reader.Place;
        string name = _reader.ReadWhile(IsNamePart);
        if (name.Length == 0)
            throw place.Refuse($"a rule, a text or a class of characters is missing{_reader.Found()}");
        _reader.SkipSpace();
        return name;
    }

    // Rules need no empty lines between them: a name with ::= behind it starts the next one.
    private bool IsRuleNext()
    {
        int length = _reader.CountWhile(0, IsNamePart);
        if (length == 0)
            return false;
        length += _reader.CountWhile(length, static unit => unit is ' ' or '\t');
        return _reader.Peek(length) == ':' && _reader.Peek(length + 1) == ':' && _reader.Peek(length + 2) == '=';
    }

    private static bool IsNamePart(char unit) => char.IsAsciiLetterOrDigit(unit) || unit is '-' or '_';
}
