namespace FoundationModels.Tokenization.Patterns;

/// <summary>Reads a bracketed class, whose <c>[</c> has been taken, with nested classes, POSIX names and <c>&amp;&amp;</c>.</summary>
internal sealed class PatternClassParser(PatternParser parser)
{
    private const int NestingLimit = 32;
    private int _depth;

    /// <summary>Parses the class up to and with its <c>]</c>.</summary>
    public CodePointSet Parse()
    {
        if (++_depth > NestingLimit)
            throw parser.Error("classes are nested too deeply");
        bool negative = parser.TryTake('^');
        CodePointSet? result = null;
        List<CodePointSet> items = [];
        List<(int First, int Last)> ranges = [];
        bool first = true;
        while (first || parser.Peek() != ']')
        {
            first = false;
            if (parser.Peek() == '&' && parser.Peek(1) == '&')
            {
                parser.TryTake('&');
                parser.TryTake('&');
                result = Intersect(result, items, ranges);
                (items, ranges) = ([], []);
            }
            else
            {
                ParseItem(items, ranges);
            }
        }

        parser.TryTake(']');
        _depth--;
        result = Intersect(result, items, ranges);
        return negative ? result.Complement() : result;
    }

    private static CodePointSet Intersect(CodePointSet? left, List<CodePointSet> items, List<(int First, int Last)> ranges)
    {
        CodePointSet right = new(c => ranges.Exists(r => c >= r.First && c <= r.Last) || items.Exists(i => i.Contains(c)));
        return left is null ? right : left.Intersect(right);
    }

    private void ParseItem(List<CodePointSet> items, List<(int First, int Last)> ranges)
    {
        if (parser.Peek() == '[')
        {
            parser.TryTake('[');
            if (!parser.TryTake(':'))
            {
                items.Add(Parse());
                return;
            }

            string name = parser.TakeUntil(":]");
            items.Add(name.StartsWith('^') ? CharacterProperty.Named(name[1..]).Complement() : CharacterProperty.Named(name));
            return;
        }

        int? low = TakeCodePointOr(items);
        if (low is null)
            return;
        if (parser.Peek() != '-' || parser.Peek(1) == ']')
        {
            ranges.Add((low.Value, low.Value));
            return;
        }

        parser.TryTake('-');
        int? high = TakeCodePointOr(items);
        if (high is null || high < low)
            throw parser.Error("a malformed range");
        ranges.Add((low.Value, high.Value));
    }

    private int? TakeCodePointOr(List<CodePointSet> items)
    {
        if (parser.Peek() != '\\')
            return parser.TakeCodePoint();
        CodePointSet set = parser.TakeEscape(out int? single);
        if (single is null)
            items.Add(set);
        return single;
    }
}
