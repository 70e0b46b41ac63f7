namespace FoundationModels.ChatTemplates;

/// <summary>Reads the tokens inside a tag.</summary>
internal sealed class TokenScanner(string source, int position)
{
    private static readonly string[] LongOperators = ["//", "**", "==", "!=", ">=", "<="];
    private readonly Stack<char> _brackets = new();

    /// <summary>Gets where the next token begins.</summary>
    public int Position { get; private set; } = position;

    /// <summary>Gets whether a bracket is open, so that two closing braces don't end the tag.</summary>
    public bool IsInsideBrackets => _brackets.Count > 0;

    /// <summary>Goes to the next character that is no white space.</summary>
    public void SkipSpace()
    {
        while (Position < source.Length && PythonCharacters.IsSpace(source[Position]))
            Position++;
    }

    /// <summary>The token at the position.</summary>
    /// <exception cref="TemplateSyntaxFault">There is none.</exception>
    public Token Next()
    {
        int start = Position;
        char c = source[start];
        if (char.IsAsciiDigit(c))
            return ReadNumber(start);
        if (IsNameStart(c))
        {
            while (Position < source.Length && (IsNameStart(source[Position]) || char.IsDigit(source[Position])))
                Position++;
            return new Token(TokenKind.Name, source[start..Position], start);
        }

        return c is '\'' or '"' ? ReadString(start, c) : ReadOperator(start, c);
    }

    private static bool IsNameStart(char c) => c == '_' || char.IsLetter(c);

    private Token ReadNumber(int start)
    {
        int end = DigitsFrom(start);
        bool isFloat = false;
        if (start == 0 || source[start - 1] != '.')
        {
            if (end + 1 < source.Length && source[end] == '.' && char.IsAsciiDigit(source[end + 1]))
            {
                end = DigitsFrom(end + 1);
                isFloat = true;
            }

            int exponent = end;
            if (exponent < source.Length && source[exponent] is 'e' or 'E')
            {
                exponent++;
                if (exponent < source.Length && source[exponent] is '+' or '-')
                    exponent++;
                if (exponent < source.Length && char.IsAsciiDigit(source[exponent]))
                {
                    end = DigitsFrom(exponent);
                    isFloat = true;
                }
            }
        }

        if (!isFloat && source[start] == '0')
            end = start + 1 < source.Length && source[start + 1] is 'b' or 'B' or 'o' or 'O' or 'x' or 'X' ? PrefixedFrom(start) : ZerosFrom(start);
        Position = end;
        return new Token(isFloat ? TokenKind.Float : TokenKind.Integer, source[start..end].Replace("_", "", StringComparison.Ordinal), start);
    }

    private int DigitsFrom(int at)
    {
        while (at < source.Length
            && (char.IsAsciiDigit(source[at]) || (source[at] == '_' && at + 1 < source.Length && char.IsAsciiDigit(source[at + 1]))))
        {
            at++;
        }

        return at;
    }

    private int ZerosFrom(int at)
    {
        while (at < source.Length && source[at] == '0')
            at++;
        return at;
    }

    private int PrefixedFrom(int start)
    {
        int end = start + 2;
        char radix = char.ToLowerInvariant(source[start + 1]);
        while (end < source.Length && (source[end] == '_' || IsDigitOf(radix, source[end])))
            end++;
        return end == start + 2 ? start + 1 : end;
    }

    private static bool IsDigitOf(char radix, char c) => radix switch
    {
        'b' => c is '0' or '1',
        'o' => c is >= '0' and <= '7',
        _ => char.IsAsciiHexDigit(c),
    };

    private Token ReadString(int start, char quote)
    {
        for (int at = start + 1; at < source.Length; at++)
        {
            if (source[at] == '\\')
            {
                at++;
            }
            else if (source[at] == quote)
            {
                Position = at + 1;
                return new Token(TokenKind.String, StringLiteral.Unescape(source, start + 1, at), start);
            }
        }

        throw new TemplateSyntaxFault(start, "The end of the string is missing.");
    }

    private Token ReadOperator(int start, char c)
    {
        foreach (string text in LongOperators)
        {
            if (source.AsSpan(start).StartsWith(text, StringComparison.Ordinal))
            {
                Position += 2;
                return new Token(TokenKind.Operator, text, start);
            }
        }

        if (!"+-/*%~[](){}><=.:|,;".Contains(c, StringComparison.Ordinal))
            throw new TemplateSyntaxFault(start, $"The character '{c}' means nothing here.");
        if (c is '(' or '[' or '{')
            _brackets.Push(c == '(' ? ')' : c == '[' ? ']' : '}');
        else if (c is ')' or ']' or '}' && (!_brackets.TryPop(out char expected) || expected != c))
            throw new TemplateSyntaxFault(start, $"There is a '{c}' that closes nothing.");
        Position++;
        return new Token(TokenKind.Operator, c.ToString(), start);
    }
}
