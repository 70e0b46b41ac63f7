using System.Numerics;
using FoundationModels.Prompts;

namespace FoundationModels.ChatTemplates;

/// <summary>The operator <c>%</c> on text. A string that goes in as it is keeps its runs.</summary>
internal sealed class PercentFormat
{
    private readonly RenderState _state;
    private readonly StringValue _format;
    private readonly TemplateValue _arguments;
    private readonly PromptTextBuilder _builder = new();
    private int _position;
    private int _used;

    private PercentFormat(RenderState state, StringValue format, TemplateValue arguments)
    {
        _state = state;
        _format = format;
        _arguments = arguments;
    }

    private IReadOnlyList<TemplateValue> Positional => _arguments is ListValue { IsTuple: true } tuple ? tuple.Values : [_arguments];

    /// <summary>The text with the values in place of the conversions.</summary>
    /// <exception cref="TemplateFault">A conversion is not valid, or the values don't fit.</exception>
    public static StringValue Apply(RenderState state, StringValue format, TemplateValue arguments)
    {
        PercentFormat formatter = new(state, format, arguments);
        formatter.Run();
        return new StringValue(formatter._builder.ToPromptText(), format.IsMarkup);
    }

    private void Run()
    {
        string text = _format.Plain;
        while (true)
        {
            int percent = text.IndexOf('%', _position);
            int end = percent < 0 ? text.Length : percent;
            TextOperations.Append(_state, _builder, _format.Part(_position, end - _position));
            if (percent < 0)
                break;
            _position = percent + 1;
            Convert(text);
        }

        if (_used < Positional.Count && _arguments is not (DictionaryValue or ListValue { IsTuple: false }))
            throw new TemplateFault("not all arguments converted during string formatting");
    }

    private void Convert(string text)
    {
        TemplateValue? named = ReadName(text);
        FormatSpecification specification = new() { Fill = " " };
        for (; _position < text.Length && text[_position] is '-' or '+' or ' ' or '#' or '0'; _position++)
        {
            specification = text[_position] switch
            {
                '-' => specification with { Alignment = '<' },
                '+' => specification with { Sign = '+' },
                ' ' => specification with { Sign = specification.Sign == '+' ? '+' : ' ' },
                '#' => specification with { IsAlternate = true },
                _ => specification with { IsZeroPadded = true },
            };
        }

        int? width = ReadNumber(text);
        if (width < 0)
            specification = specification with { Alignment = '<', Width = -width.Value };
        else
            specification = specification with { Width = width ?? 0 };
        if (_position < text.Length && text[_position] == '.')
        {
            _position++;
            specification = specification with { Precision = Math.Max(ReadNumber(text) ?? 0, 0) };
        }

        if (_position < text.Length && text[_position] is 'h' or 'l' or 'L')
            _position++;
        if (_position == text.Length)
            throw new TemplateFault("incomplete format");
        char kind = text[_position++];
        TextOperations.Append(_state, _builder, kind == '%'
            ? new StringValue("%", TextProvenance.Template)
            : Convert(kind, named ?? Next(), specification));
    }

    private StringValue Convert(char kind, TemplateValue value, FormatSpecification specification)
    {
        if (kind is 's' or 'r' or 'a')
        {
            StringValue text = kind == 's' ? PythonText.ToText(_state, value) : PythonText.ToRepr(_state, value);
            if (_format.IsMarkup)
                text = Markup.Escape(_state, text);
            return (specification with { IsZeroPadded = false, Alignment = specification.Alignment ?? '>' }).FormatText(_state, text);
        }

        if (value is UndefinedValue undefined)
            throw undefined.Fault();
        if (kind == 'c')
            return (specification with { IsZeroPadded = false, Alignment = specification.Alignment ?? '>', Precision = null }).FormatText(_state, Character(value));
        if (!"diuoxXeEfFgG".Contains(kind, StringComparison.Ordinal))
            throw new TemplateFault($"unsupported format character '{kind}'");
        if (!PythonNumbers.IsNumber(value))
            throw new TemplateFault($"%{kind} format: a real number is required, not {value.TypeName}");
        if (kind is 'd' or 'i' or 'u' && value is FloatValue number)
        {
            value = double.IsFinite(number.Value)
                ? new IntegerValue(new BigInteger(number.Value))
                : throw new TemplateFault($"cannot convert float {PythonNumbers.Write(number.Value)} to integer");
        }

        if (kind is 'o' or 'x' or 'X' && value is FloatValue)
            throw new TemplateFault($"%{kind} format: an integer is required, not float");
        char type = kind is 'i' or 'u' ? 'd' : kind;
        return specification.FormatNumber(_state, value, type, isPercent: true);
    }

    private static StringValue Character(TemplateValue value)
    {
        if (value is StringValue { CodePointCount: 1 } text)
            return text;
        if (PythonNumbers.TryInteger(value, out BigInteger code) && code.Sign >= 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF))
            return new StringValue(char.ConvertFromUtf32((int)code), TextProvenance.Untrusted);
        throw new TemplateFault("%c requires int or char");
    }

    private TemplateValue? ReadName(string text)
    {
        if (_position >= text.Length || text[_position] != '(')
            return null;
        if (_arguments is not DictionaryValue mapping)
            throw new TemplateFault("format requires a mapping");
        int depth = 1;
        int start = ++_position;
        for (; _position < text.Length && depth > 0; _position++)
            depth += text[_position] == '(' ? 1 : text[_position] == ')' ? -1 : 0;
        if (depth > 0)
            throw new TemplateFault("incomplete format key");
        string name = text[start..(_position - 1)];
        return mapping.Find(name) ?? throw new TemplateFault($"there is no value for the format key '{name}'");
    }

    private int? ReadNumber(string text)
    {
        if (_position < text.Length && text[_position] == '*')
        {
            _position++;
            return PythonNumbers.ToCount(Next(), "*");
        }

        int? number = null;
        for (; _position < text.Length && char.IsAsciiDigit(text[_position]); _position++)
        {
            number = ((number ?? 0) * 10) + (text[_position] - '0');
            _state.CheckTextLength(number.Value);
        }

        return number;
    }

    private TemplateValue Next() => _used < Positional.Count
        ? Positional[_used++]
        : throw new TemplateFault("not enough arguments for format string");
}
