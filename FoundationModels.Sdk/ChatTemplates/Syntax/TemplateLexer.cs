namespace FoundationModels.ChatTemplates;

/// <summary>
/// Splits a template into text and tags. Blocks take the white space before them on their line and the line end after them
/// (<c>lstrip_blocks</c>, <c>trim_blocks</c>); a minus sign takes all of it, a plus sign none.
/// </summary>
internal sealed class TemplateLexer(string source)
{
    private readonly List<Token> _tokens = [];
    private int _position;

    // Whether what was read last ends a line: only then is the next text at the start of one.
    private bool _atLineStart = true;

    /// <summary>Line ends as LF, without one at the very end.</summary>
    public static string Normalize(string source)
    {
        string text = source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return text.EndsWith('\n') ? text[..^1] : text;
    }

    /// <summary>The tokens of a normalised source.</summary>
    /// <exception cref="TemplateSyntaxFault">The source is no template.</exception>
    public List<Token> Tokenize()
    {
        while (_position < source.Length)
        {
            int tag = FindTag();
            if (tag < 0)
            {
                Add(TokenKind.Data, source[_position..], _position);
                break;
            }

            ReadTag(tag);
        }

        Add(TokenKind.End, "", source.Length);
        return _tokens;
    }

    private int FindTag()
    {
        for (int at = _position; ; at++)
        {
            at = source.IndexOf('{', at);
            if (at < 0 || at + 1 >= source.Length)
                return -1;
            if (source[at + 1] is '{' or '%' or '#')
                return at;
        }
    }

    private void ReadTag(int tag)
    {
        char kind = source[tag + 1];
        char sign = tag + 2 < source.Length && source[tag + 2] is '-' or '+' ? source[tag + 2] : '\0';
        AddText(tag, sign, strips: kind != '{');
        _position = tag + (sign == '\0' ? 2 : 3);
        _atLineStart = false;
        if (kind == '#')
            ReadComment(tag);
        else if (kind == '%' && TryReadRawBegin())
            ReadRaw(tag);
        else
            ReadExpressionTokens(tag, kind == '%');
    }

    private void AddText(int end, char sign, bool strips)
    {
        int start = _position;
        int stop = end;
        if (sign == '-')
        {
            while (stop > start && PythonCharacters.IsSpace(source[stop - 1]))
                stop--;
        }
        else if (sign != '+' && strips)
        {
            int line = end;
            while (line > start && source[line - 1] != '\n' && PythonCharacters.IsSpace(source[line - 1]))
                line--;
            bool isLineStart = line > start ? source[line - 1] == '\n' : _atLineStart;
            if (isLineStart)
                stop = line;
        }

        Add(TokenKind.Data, source[start..stop], start);
    }

    private void ReadComment(int tag)
    {
        int end = source.IndexOf("#}", _position, StringComparison.Ordinal);
        if (end < 0)
            throw new TemplateSyntaxFault(tag, "The end of the comment is missing.");
        char sign = end > _position ? source[end - 1] : '\0';
        _position = end;
        EndTag(sign is '-' or '+' ? sign : '\0', trimsLine: true);
    }

    private bool TryReadRawBegin()
    {
        int at = SkipSpace(_position);
        if (!source.AsSpan(at).StartsWith("raw", StringComparison.Ordinal))
            return false;
        at = SkipSpace(at + 3);
        bool strips = at < source.Length && source[at] == '-';
        if (strips)
            at++;
        if (!source.AsSpan(at).StartsWith("%}", StringComparison.Ordinal))
            return false;
        _position = at;
        EndTag(strips ? '-' : '\0', trimsLine: false);
        return true;
    }

    private void ReadRaw(int tag)
    {
        for (int begin = source.IndexOf("{%", _position, StringComparison.Ordinal); begin >= 0;
            begin = source.IndexOf("{%", begin + 1, StringComparison.Ordinal))
        {
            int at = begin + 2;
            char sign = at < source.Length && source[at] is '-' or '+' ? source[at] : '\0';
            at = SkipSpace(sign == '\0' ? at : at + 1);
            if (!source.AsSpan(at).StartsWith("endraw", StringComparison.Ordinal))
                continue;
            at = SkipSpace(at + 6);
            char endSign = at < source.Length && source[at] is '-' or '+' ? source[at] : '\0';
            if (endSign != '\0')
                at++;
            if (!source.AsSpan(at).StartsWith("%}", StringComparison.Ordinal))
                continue;
            AddText(begin, sign, strips: true);
            _position = at;
            EndTag(endSign, trimsLine: true);
            return;
        }

        throw new TemplateSyntaxFault(tag, "The end of the raw block is missing.");
    }

    private void ReadExpressionTokens(int tag, bool isBlock)
    {
        Add(isBlock ? TokenKind.BlockBegin : TokenKind.VariableBegin, source[tag..(tag + 2)], tag);
        TokenScanner scanner = new(source, _position);
        while (true)
        {
            scanner.SkipSpace();
            int at = scanner.Position;
            if (at >= source.Length)
            {
                _position = at;
                return;
            }

            char sign = source[at] == '-' || (isBlock && source[at] == '+') ? source[at] : '\0';
            string end = isBlock ? "%}" : "}}";
            int close = sign == '\0' ? at : at + 1;
            if (!scanner.IsInsideBrackets && source.AsSpan(close).StartsWith(end, StringComparison.Ordinal))
            {
                Add(isBlock ? TokenKind.BlockEnd : TokenKind.VariableEnd, end, at);
                _position = close;
                EndTag(sign, trimsLine: isBlock);
                return;
            }

            _tokens.Add(scanner.Next());
        }
    }

    // The position is at the two closing characters.
    private void EndTag(char sign, bool trimsLine)
    {
        _position += 2;
        if (sign == '-')
            _position = SkipSpace(_position);
        else if (sign != '+' && trimsLine && _position < source.Length && source[_position] == '\n')
            _position++;
        _atLineStart = source[_position - 1] == '\n';
    }

    private int SkipSpace(int at)
    {
        while (at < source.Length && PythonCharacters.IsSpace(source[at]))
            at++;
        return at;
    }

    private void Add(TokenKind kind, string text, int offset)
    {
        if (kind != TokenKind.Data || text.Length > 0)
            _tokens.Add(new Token(kind, text, offset));
    }
}
