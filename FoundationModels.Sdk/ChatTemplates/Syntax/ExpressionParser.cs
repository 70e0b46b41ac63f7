using System.Globalization;
using System.Numerics;
using FoundationModels.Prompts;

namespace FoundationModels.ChatTemplates;

/// <summary>Expressions, from the operator that binds least to the one that binds most.</summary>
internal sealed class ExpressionParser(TokenReader reader)
{
    private static readonly string[] ComparisonOperators = ["==", "!=", "<", "<=", ">", ">="];

    /// <summary>An expression; a conditional one only where that is allowed.</summary>
    public Expression Parse(bool withConditional = true)
    {
        reader.CheckNesting();
        return withConditional ? ParseConditional() : ParseOr();
    }

    /// <summary>An expression, or several with commas between them, which are a tuple.</summary>
    public Expression ParseTuple(bool withConditional = true, string? endName = null, bool inParentheses = false)
    {
        int offset = reader.Current.Offset;
        List<Expression> items = [];
        bool isTuple = false;
        while (!IsTupleEnd(endName))
        {
            items.Add(Parse(withConditional));
            if (!reader.SkipOperator(","))
                break;
            isTuple = true;
        }

        if (!isTuple && items.Count == 1)
            return items[0];
        if (!isTuple && !inParentheses)
            throw reader.Unexpected("an expression");
        return new ListExpression(offset, items, isTuple: true);
    }

    /// <summary>The filters after a value, or null where there are none and no value.</summary>
    public Expression? ParseFilters(Expression? input, bool startsInline = false)
    {
        while (startsInline || reader.SkipOperator("|"))
        {
            Token name = reader.Expect(TokenKind.Name, "the name of a filter");
            ArgumentList arguments = reader.Current.IsOperator("(") ? ParseArguments() : ArgumentList.None;
            input = new FilterExpression(name.Offset, input, DottedName(name), arguments);
            startsInline = false;
        }

        return input;
    }

    /// <summary>Whether a tuple without parentheses ends here.</summary>
    public bool IsTupleEnd(string? endName) =>
        reader.Current.Kind is TokenKind.VariableEnd or TokenKind.BlockEnd || reader.Current.IsOperator(")")
        || (endName is not null && reader.Current.IsName(endName));

    private Expression ParseConditional()
    {
        Expression value = ParseOr();
        while (reader.Current.IsName("if"))
        {
            int offset = reader.Read().Offset;
            Expression condition = ParseOr();
            Expression? otherwise = reader.SkipName("else") ? Parse() : null;
            value = new ConditionalExpression(offset, condition, value, otherwise);
        }

        return value;
    }

    private Expression ParseOr()
    {
        Expression left = ParseAnd();
        while (reader.Current.IsName("or"))
            left = new LogicalExpression(reader.Read().Offset, left, ParseAnd(), stopsAt: true);
        return left;
    }

    private Expression ParseAnd()
    {
        Expression left = ParseNot();
        while (reader.Current.IsName("and"))
            left = new LogicalExpression(reader.Read().Offset, left, ParseNot(), stopsAt: false);
        return left;
    }

    private Expression ParseNot()
    {
        if (!reader.Current.IsName("not"))
            return ParseComparison();
        reader.CheckNesting();
        return new NotExpression(reader.Read().Offset, ParseNot());
    }

    private Expression ParseComparison()
    {
        Expression first = ParseSum();
        List<(string Operator, Expression Right, int Offset)> comparisons = [];
        while (true)
        {
            Token token = reader.Current;
            string? name = null;
            if (token.Kind == TokenKind.Operator && ComparisonOperators.Contains(token.Text))
                name = token.Text;
            else if (token.IsName("in"))
                name = "in";
            else if (token.IsName("not") && reader.Following.IsName("in"))
                name = "not in";
            if (name is null)
                break;
            reader.Read();
            if (name == "not in")
                reader.Read();
            comparisons.Add((name, ParseSum(), token.Offset));
        }

        return comparisons.Count == 0 ? first : new ComparisonExpression(first, comparisons);
    }

    private Expression ParseSum() => ParseBinary(ParseConcatenation, "+", "-");

    private Expression ParseConcatenation()
    {
        Expression first = ParseProduct();
        if (!reader.Current.IsOperator("~"))
            return first;
        int offset = reader.Current.Offset;
        List<Expression> parts = [first];
        while (reader.SkipOperator("~"))
            parts.Add(ParseProduct());
        return new ConcatenationExpression(offset, parts);
    }

    private Expression ParseProduct() => ParseBinary(ParsePower, "*", "/", "//", "%");

    private Expression ParsePower() => ParseBinary(() => ParseUnary(), "**");

    private Expression ParseBinary(Func<Expression> parseOperand, params ReadOnlySpan<string> operators)
    {
        Expression left = parseOperand();
        while (reader.Current.Kind == TokenKind.Operator && operators.Contains(reader.Current.Text))
        {
            Token token = reader.Read();
            left = new BinaryExpression(token.Offset, token.Text, left, parseOperand());
        }

        return left;
    }

    private Expression ParseUnary(bool withFilters = true)
    {
        Expression value;
        if (reader.Current.IsOperator("-") || reader.Current.IsOperator("+"))
        {
            reader.CheckNesting();
            Token sign = reader.Read();
            value = new SignExpression(sign.Offset, ParseUnary(withFilters: false), sign.Text == "-");
        }
        else
        {
            value = ParsePrimary();
        }

        value = ParsePostfix(value);
        return withFilters ? ParseFiltersAndTests(value) : value;
    }

    private Expression ParsePrimary()
    {
        Token token = reader.Current;
        switch (token.Kind)
        {
            case TokenKind.Name:
                reader.Read();
                return ParseName(token);
            case TokenKind.String:
                string text = "";
                while (reader.Current.Kind == TokenKind.String)
                    text += reader.Read().Text;
                return new ConstantExpression(token.Offset, new StringValue(text, TextProvenance.Template));
            case TokenKind.Integer:
                return new ConstantExpression(reader.Read().Offset, new IntegerValue(ParseInteger(token)));
            case TokenKind.Float:
                return new ConstantExpression(
                    reader.Read().Offset, new FloatValue(double.Parse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture)));
            case TokenKind.Operator when token.Text == "(":
                reader.Read();
                Expression inner = ParseTuple(inParentheses: true);
                reader.ExpectOperator(")");
                return inner;
            case TokenKind.Operator when token.Text == "[":
                reader.Read();
                return ParseList(token.Offset);
            case TokenKind.Operator when token.Text == "{":
                reader.Read();
                return ParseDictionary(token.Offset);
            default:
                throw reader.Unexpected("an expression");
        }
    }

    private Expression ParseName(Token token)
    {
        TemplateValue? constant = token.Text switch
        {
            "true" or "True" => BooleanValue.True,
            "false" or "False" => BooleanValue.False,
            "none" or "None" => NoneValue.Instance,
            _ => null,
        };
        if (constant is not null)
            return new ConstantExpression(token.Offset, constant);
        reader.NamesRead.Add(token.Text);
        return new NameExpression(token.Offset, token.Text);
    }

    private static BigInteger ParseInteger(Token token)
    {
        string text = token.Text;
        int radix = text.Length < 2 ? 10 : char.ToLowerInvariant(text[1]) switch { 'b' => 2, 'o' => 8, 'x' => 16, _ => 10 };
        return PythonNumbers.ParseDigits(radix == 10 ? text : text[2..], radix)
            ?? throw new TemplateSyntaxFault(token.Offset, "The integer has too many digits.");
    }

    private ListExpression ParseList(int offset)
    {
        List<Expression> items = [];
        while (!reader.Current.IsOperator("]"))
        {
            items.Add(Parse());
            if (!reader.SkipOperator(","))
                break;
        }

        reader.ExpectOperator("]");
        return new ListExpression(offset, items, isTuple: false);
    }

    private DictionaryExpression ParseDictionary(int offset)
    {
        List<(Expression Key, Expression Value)> entries = [];
        while (!reader.Current.IsOperator("}"))
        {
            Expression key = Parse();
            reader.ExpectOperator(":");
            entries.Add((key, Parse()));
            if (!reader.SkipOperator(","))
                break;
        }

        reader.ExpectOperator("}");
        return new DictionaryExpression(offset, entries);
    }

    private Expression ParsePostfix(Expression value)
    {
        while (true)
        {
            Token token = reader.Current;
            if (reader.SkipOperator("."))
                value = ParseAttribute(value, token.Offset);
            else if (reader.SkipOperator("["))
                value = ParseSubscript(value, token.Offset);
            else if (token.IsOperator("("))
                value = new CallExpression(token.Offset, value, ParseArguments());
            else
                return value;
        }
    }

    private Expression ParseAttribute(Expression value, int offset)
    {
        Token name = reader.Read();
        return name.Kind switch
        {
            TokenKind.Name => new AttributeExpression(offset, value, name.Text),
            TokenKind.Integer => new ItemExpression(offset, value, new ConstantExpression(offset, new IntegerValue(ParseInteger(name)))),
            _ => throw new TemplateSyntaxFault(name.Offset, $"Expected a name or a number, got {name.Describe()}."),
        };
    }

    private Expression ParseSubscript(Expression value, int offset)
    {
        List<Expression> keys = [];
        Expression? slice = null;
        while (!reader.Current.IsOperator("]"))
        {
            Expression? start = reader.Current.IsOperator(":") ? null : Parse();
            if (reader.SkipOperator(":"))
                slice = ParseSlice(value, start, offset);
            else
                keys.Add(start!);
            if (!reader.SkipOperator(","))
                break;
        }

        reader.ExpectOperator("]");
        if (slice is not null)
            return keys.Count == 0 ? slice : throw new TemplateSyntaxFault(offset, "A slice can't be one of several keys.");
        return new ItemExpression(offset, value, keys.Count == 1 ? keys[0] : new ListExpression(offset, keys, isTuple: true));
    }

    private SliceExpression ParseSlice(Expression value, Expression? start, int offset)
    {
        Expression? stop = IsSlicePartEnd() || reader.Current.IsOperator(":") ? null : Parse();
        Expression? step = reader.SkipOperator(":") && !IsSlicePartEnd() ? Parse() : null;
        return new SliceExpression(offset, value, start, stop, step);
    }

    private bool IsSlicePartEnd() => reader.Current.IsOperator("]") || reader.Current.IsOperator(",");

    private Expression ParseFiltersAndTests(Expression value)
    {
        while (true)
        {
            if (reader.Current.IsOperator("|"))
                value = ParseFilters(value)!;
            else if (reader.Current.IsName("is"))
                value = ParseTest(value, reader.Read().Offset);
            else if (reader.Current.IsOperator("("))
                value = new CallExpression(reader.Current.Offset, value, ParseArguments());
            else
                return value;
        }
    }

    private Expression ParseTest(Expression value, int offset)
    {
        bool isNegated = reader.SkipName("not");
        string name = DottedName(reader.Expect(TokenKind.Name, "the name of a test"));
        ArgumentList arguments = ArgumentList.None;
        Token next = reader.Current;
        if (next.IsOperator("("))
        {
            arguments = ParseArguments();
        }
        else if ((next.Kind is TokenKind.Name or TokenKind.String or TokenKind.Integer or TokenKind.Float || next.IsOperator("[") || next.IsOperator("{"))
            && !(next.IsName("else") || next.IsName("or") || next.IsName("and")))
        {
            if (next.IsName("is"))
                throw new TemplateSyntaxFault(next.Offset, "Tests can't be chained with 'is'.");
            arguments = new ArgumentList([ParsePostfix(ParsePrimary())], [], null, null);
        }

        Expression test = new TestExpression(offset, value, name, arguments);
        return isNegated ? new NotExpression(offset, test) : test;
    }

    private string DottedName(Token first)
    {
        string name = first.Text;
        while (reader.SkipOperator("."))
            name += "." + reader.Expect(TokenKind.Name, "a name").Text;
        return name;
    }

    private ArgumentList ParseArguments()
    {
        int offset = reader.Current.Offset;
        reader.ExpectOperator("(");
        List<Expression> positional = [];
        List<(string Name, Expression Value)> named = [];
        Expression? morePositional = null;
        Expression? moreNamed = null;
        while (!reader.Current.IsOperator(")"))
        {
            bool isPositionAllowed = morePositional is null && moreNamed is null;
            bool isValid = true;
            if (reader.SkipOperator("*"))
            {
                isValid = isPositionAllowed;
                morePositional = Parse();
            }
            else if (reader.SkipOperator("**"))
            {
                isValid = moreNamed is null;
                moreNamed = Parse();
            }
            else if (reader.Current.Kind == TokenKind.Name && reader.Following.IsOperator("="))
            {
                isValid = moreNamed is null;
                string name = reader.Read().Text;
                reader.Read();
                named.Add((name, Parse()));
            }
            else
            {
                isValid = isPositionAllowed && named.Count == 0;
                positional.Add(Parse());
            }

            if (!isValid)
                throw new TemplateSyntaxFault(offset, "The arguments of the call are in an order that is not allowed.");
            if (!reader.SkipOperator(","))
                break;
        }

        reader.ExpectOperator(")");
        return new ArgumentList(positional, named, morePositional, moreNamed);
    }
}
