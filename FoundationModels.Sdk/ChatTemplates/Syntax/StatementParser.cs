namespace FoundationModels.ChatTemplates;

/// <summary>Statements and the text between them.</summary>
internal sealed class StatementParser
{
    private readonly TokenReader _reader;
    private readonly ExpressionParser _expressions;
    private int _openLoops;

    /// <summary>Initializes the parser.</summary>
    public StatementParser(List<Token> tokens)
    {
        _reader = new TokenReader(tokens);
        _expressions = new ExpressionParser(_reader);
    }

    /// <summary>The statements of a whole template.</summary>
    /// <exception cref="TemplateSyntaxFault">The template has a mistake.</exception>
    public List<Statement> ParseTemplate() => ParseUntil([]);

    // Leaves the position at the name that ends the block, or at the end of the template where there is no such name.
    private List<Statement> ParseUntil(ReadOnlySpan<string> ends)
    {
        _reader.CheckNesting();
        int start = _reader.Current.Offset;
        List<Statement> body = [];
        while (true)
        {
            Token token = _reader.Read();
            switch (token.Kind)
            {
                case TokenKind.Data:
                    body.Add(new DataStatement(token.Offset, token.Text));
                    break;
                case TokenKind.VariableBegin:
                    body.Add(new OutputStatement(_expressions.ParseTuple()));
                    _reader.Expect(TokenKind.VariableEnd, "the end of the print statement");
                    break;
                case TokenKind.BlockBegin:
                    if (_reader.Current.Kind == TokenKind.Name && ends.Contains(_reader.Current.Text))
                        return body;
                    body.Add(ParseStatement());
                    _reader.Expect(TokenKind.BlockEnd, "the end of the statement");
                    break;
                case TokenKind.End when ends.Length == 0:
                    return body;
                default:
                    throw new TemplateSyntaxFault(start, $"The template ends before the '{ends[^1]}' of this block.");
            }
        }
    }

    // The body of a block: from the end of its tag to the name that ends it, which is read.
    private List<Statement> ParseBody(params ReadOnlySpan<string> ends)
    {
        _reader.SkipOperator(":");
        _reader.Expect(TokenKind.BlockEnd, "the end of the statement");
        return ParseUntil(ends);
    }

    private List<Statement> ParseWholeBody(string end)
    {
        List<Statement> body = ParseBody(end);
        _reader.Read();
        return body;
    }

    private Statement ParseStatement()
    {
        Token keyword = _reader.Expect(TokenKind.Name, "the name of a statement");
        return keyword.Text switch
        {
            "for" => ParseFor(keyword.Offset),
            "if" => ParseIf(keyword.Offset),
            "set" => ParseSet(keyword.Offset),
            "macro" => ParseMacro(keyword.Offset),
            "call" => ParseCall(keyword.Offset),
            "filter" => new FilterStatement(
                keyword.Offset, _expressions.ParseFilters(null, startsInline: true)!, ParseIsolated(() => ParseWholeBody("endfilter"))),
            "with" => ParseWith(keyword.Offset),
            "print" => ParsePrint(keyword.Offset),
            "generation" => new GenerationStatement(keyword.Offset, ParseIsolated(() => ParseWholeBody("endgeneration"))),
            "break" or "continue" => ParseLeave(keyword),
            _ => throw new TemplateSyntaxFault(keyword.Offset, $"There is no statement '{keyword.Text}' in chat templates."),
        };
    }

    private PrintStatement ParsePrint(int offset)
    {
        List<Expression> values = [];
        while (_reader.Current.Kind != TokenKind.BlockEnd)
        {
            if (values.Count > 0)
                _reader.ExpectOperator(",");
            values.Add(_expressions.Parse());
        }

        return new PrintStatement(offset, values);
    }

    private LeaveStatement ParseLeave(Token keyword)
    {
        if (_openLoops == 0)
            throw new TemplateSyntaxFault(keyword.Offset, $"'{keyword.Text}' outside of a loop.");
        return new LeaveStatement(keyword.Offset, keyword.Text == "break" ? Flow.Break : Flow.Continue);
    }

    private ForStatement ParseFor(int offset)
    {
        AssignmentTarget target = ParseTarget("in", allowsNamespace: false);
        if (!_reader.SkipName("in"))
            throw _reader.Unexpected("'in'");
        Expression source = _expressions.ParseTuple(withConditional: false, endName: "recursive");
        Expression? condition = _reader.SkipName("if") ? _expressions.Parse() : null;
        bool isRecursive = _reader.SkipName("recursive");
        _openLoops++;
        List<Statement> body = ParseBody("else", "endfor");
        _openLoops--;
        List<Statement> otherwise = _reader.Read().Text == "else" ? ParseWholeBody("endfor") : [];
        return new ForStatement(offset, target, source, condition, isRecursive, body, otherwise);
    }

    private IfStatement ParseIf(int offset)
    {
        List<(Expression Condition, IReadOnlyList<Statement> Body)> branches = [];
        while (true)
        {
            Expression condition = _expressions.ParseTuple(withConditional: false);
            branches.Add((condition, ParseBody("elif", "else", "endif")));
            string end = _reader.Read().Text;
            if (end == "elif")
                continue;
            return new IfStatement(offset, branches, end == "else" ? ParseWholeBody("endif") : []);
        }
    }

    private Statement ParseSet(int offset)
    {
        AssignmentTarget target = ParseTarget(null, allowsNamespace: true);
        if (_reader.SkipOperator("="))
            return new SetStatement(offset, target, _expressions.ParseTuple());
        Expression? filters = _expressions.ParseFilters(null);
        return new SetBlockStatement(offset, target, filters, ParseIsolated(() => ParseWholeBody("endset")));
    }

    private MacroStatement ParseMacro(int offset)
    {
        string name = ParseTargetName();
        (List<string> parameters, List<Expression> defaults) = ParseSignature();
        (MacroSignature signature, List<Statement> body) = ParseMacroBody(parameters, defaults, "endmacro");
        return new MacroStatement(offset, name, signature, body);
    }

    private CallStatement ParseCall(int offset)
    {
        (List<string> parameters, List<Expression> defaults) = _reader.Current.IsOperator("(") ? ParseSignature() : ([], []);
        Expression call = _expressions.Parse();
        if (call is not CallExpression)
            throw new TemplateSyntaxFault(call.Offset, "Expected a call.");
        (MacroSignature signature, List<Statement> body) = ParseMacroBody(parameters, defaults, "endcall");
        return new CallStatement(offset, (CallExpression)call, signature, body);
    }

    private (MacroSignature Signature, List<Statement> Body) ParseMacroBody(List<string> parameters, List<Expression> defaults, string end)
    {
        HashSet<string> outer = _reader.NamesRead;
        _reader.NamesRead = new HashSet<string>(StringComparer.Ordinal);
        List<Statement> body = ParseIsolated(() => ParseWholeBody(end));
        HashSet<string> read = _reader.NamesRead;
        outer.UnionWith(read);
        _reader.NamesRead = outer;
        return (new MacroSignature(parameters, defaults, read.Contains("varargs"), read.Contains("kwargs"), read.Contains("caller")), body);
    }

    // A body that is written to a text of its own: it can't leave a loop around it.
    private List<Statement> ParseIsolated(Func<List<Statement>> parse)
    {
        int loops = _openLoops;
        _openLoops = 0;
        List<Statement> body = parse();
        _openLoops = loops;
        return body;
    }

    private (List<string> Parameters, List<Expression> Defaults) ParseSignature()
    {
        List<string> parameters = [];
        List<Expression> defaults = [];
        _reader.ExpectOperator("(");
        while (!_reader.Current.IsOperator(")"))
        {
            if (parameters.Count > 0)
                _reader.ExpectOperator(",");
            int offset = _reader.Current.Offset;
            parameters.Add(ParseTargetName());
            if (_reader.SkipOperator("="))
                defaults.Add(_expressions.Parse());
            else if (defaults.Count > 0)
                throw new TemplateSyntaxFault(offset, "A parameter without a default follows one with a default.");
        }

        _reader.ExpectOperator(")");
        return (parameters, defaults);
    }

    private WithStatement ParseWith(int offset)
    {
        List<(AssignmentTarget Target, Expression Value)> variables = [];
        while (_reader.Current.Kind != TokenKind.BlockEnd)
        {
            if (variables.Count > 0)
                _reader.ExpectOperator(",");
            AssignmentTarget target = ParseTargetItem(allowsNamespace: false);
            _reader.ExpectOperator("=");
            variables.Add((target, _expressions.Parse()));
        }

        return new WithStatement(offset, variables, ParseWholeBody("endwith"));
    }

    private AssignmentTarget ParseTarget(string? endName, bool allowsNamespace)
    {
        List<AssignmentTarget> items = [];
        bool isTuple = false;
        while (!_expressions.IsTupleEnd(endName))
        {
            items.Add(ParseTargetItem(allowsNamespace));
            if (!_reader.SkipOperator(","))
                break;
            isTuple = true;
        }

        if (items.Count == 0)
            throw _reader.Unexpected("a name to assign to");
        return isTuple ? new TupleTarget(items) : items[0];
    }

    private AssignmentTarget ParseTargetItem(bool allowsNamespace)
    {
        if (_reader.SkipOperator("("))
        {
            _reader.CheckNesting();
            AssignmentTarget inner = ParseTarget(null, allowsNamespace);
            _reader.ExpectOperator(")");
            return inner;
        }

        string name = ParseTargetName();
        return allowsNamespace && _reader.SkipOperator(".")
            ? new NamespaceTarget(name, _reader.Expect(TokenKind.Name, "the name of an attribute").Text)
            : new NameTarget(name);
    }

    private string ParseTargetName()
    {
        Token name = _reader.Expect(TokenKind.Name, "a name");
        if (name.Text is "true" or "false" or "none" or "True" or "False" or "None")
            throw new TemplateSyntaxFault(name.Offset, $"'{name.Text}' can't be assigned to.");
        return name.Text;
    }
}
