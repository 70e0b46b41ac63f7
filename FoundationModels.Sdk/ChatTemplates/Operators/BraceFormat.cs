using System.Globalization;
using System.Numerics;
using FoundationModels.Prompts;

namespace FoundationModels.ChatTemplates;

/// <summary>The method <c>format</c> of text. A string that goes in as it is keeps its runs.</summary>
internal sealed class BraceFormat
{
    private readonly RenderState _state;
    private readonly CallArguments _arguments;
    private readonly bool _isMarkup;
    private int _next;

    private BraceFormat(RenderState state, CallArguments arguments, bool isMarkup)
    {
        _state = state;
        _arguments = arguments;
        _isMarkup = isMarkup;
    }

    /// <summary>The text with the values in place of the fields.</summary>
    /// <exception cref="TemplateFault">A field is not valid, or has no value.</exception>
    public static StringValue Apply(RenderState state, StringValue format, CallArguments arguments) =>
        new BraceFormat(state, arguments, format.IsMarkup).Run(format, 2).WithMarkup(format.IsMarkup);

    /// <summary>The arguments that a mapping stands for.</summary>
    public static CallArguments FromMapping(TemplateValue mapping) => mapping is DictionaryValue dictionary
        ? new CallArguments([], [.. dictionary.Entries.Where(e => e.Key is StringValue)
            .Select(e => new KeyValuePair<string, TemplateValue>(((StringValue)e.Key).Plain, e.Value))])
        : throw new TemplateFault($"format_map() needs a mapping, not {mapping.TypeName}");

    private StringValue Run(StringValue format, int depth)
    {
        if (depth < 0)
            throw new TemplateFault("Max string recursion exceeded");
        PromptTextBuilder builder = new();
        string text = format.Plain;
        int at = 0;
        while (at < text.Length)
        {
            int brace = text.AsSpan(at).IndexOfAny('{', '}');
            int end = brace < 0 ? text.Length : at + brace;
            TextOperations.Append(_state, builder, format.Part(at, end - at));
            at = end;
            if (brace < 0)
                break;
            if (at + 1 < text.Length && text[at + 1] == text[at])
            {
                TextOperations.Append(_state, builder, format.Part(at, 1));
                at += 2;
                continue;
            }

            if (text[at] == '}')
                throw new TemplateFault("Single '}' encountered in format string");
            int close = FieldEnd(text, at + 1);
            TextOperations.Append(_state, builder, Field(format.Part(at + 1, close - at - 1), depth));
            at = close + 1;
        }

        return new StringValue(builder.ToPromptText());
    }

    private static int FieldEnd(string text, int at)
    {
        int open = 1;
        for (; at < text.Length; at++)
        {
            open += text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
            if (open == 0)
                return at;
        }

        throw new TemplateFault("expected '}' before end of string");
    }

    private StringValue Field(StringValue field, int depth)
    {
        string text = field.Plain;
        int nameEnd = NameEnd(text);
        TemplateValue value = Lookup(text[..nameEnd]);
        int at = nameEnd;
        char conversion = '\0';
        if (at < text.Length && text[at] == '!')
        {
            conversion = at + 1 < text.Length ? text[at + 1] : throw new TemplateFault("end of string while looking for conversion specifier");
            at += 2;
            if (at < text.Length && text[at] != ':')
                throw new TemplateFault("expected ':' after conversion specifier");
        }

        string specification = at < text.Length ? Run(field.Part(at + 1, text.Length - at - 1), depth - 1).Plain : "";
        value = conversion switch
        {
            '\0' => value,
            's' => PythonText.ToText(_state, value),
            'r' or 'a' => PythonText.ToRepr(_state, value),
            _ => throw new TemplateFault($"Unknown conversion specifier '{conversion}'"),
        };
        StringValue result = Format(value, FormatSpecification.Parse(_state, specification), specification.Length > 0);
        return _isMarkup ? Markup.Escape(_state, result) : result;
    }

    // The name ends at the first exclamation mark or colon outside of square brackets.
    private static int NameEnd(string text)
    {
        bool isInBrackets = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is '[' or ']')
                isInBrackets = text[i] == '[';
            else if (!isInBrackets && text[i] is '!' or ':')
                return i;
        }

        return text.Length;
    }

    private StringValue Format(TemplateValue value, FormatSpecification specification, bool isSpecified)
    {
        if (!isSpecified)
            return PythonText.ToText(_state, value);
        if (value is StringValue text)
        {
            return specification.Type is null or 's' && specification.Alignment != '='
                ? specification.FormatText(_state, text)
                : throw new TemplateFault($"Unknown format code '{specification.Type}' for object of type 'str'");
        }

        return PythonNumbers.IsNumber(value)
            ? specification.FormatNumber(_state, value, specification.Type)
            : throw new TemplateFault($"unsupported format string passed to {value.TypeName}.__format__");
    }

    private TemplateValue Lookup(string name)
    {
        int end = name.AsSpan().IndexOfAny('.', '[');
        TemplateValue value = First(end < 0 ? name : name[..end]);
        int at = end < 0 ? name.Length : end;
        while (at < name.Length)
        {
            if (name[at] == '.')
            {
                int stop = name.AsSpan(at + 1).IndexOfAny('.', '[');
                stop = stop < 0 ? name.Length : at + 1 + stop;
                value = AttributeExpression.Get(value, new StringValue(name[(at + 1)..stop], TextProvenance.Template));
                at = stop;
                continue;
            }

            int close = name.IndexOf(']', at);
            if (name[at] != '[' || close < 0)
                throw new TemplateFault("Missing ']' in format string");
            string key = name[(at + 1)..close];
            value = ItemExpression.Get(value, key.Length > 0 && key.All(char.IsAsciiDigit)
                ? new IntegerValue(BigInteger.Parse(key, NumberStyles.None, CultureInfo.InvariantCulture))
                : new StringValue(key, TextProvenance.Template));
            at = close + 1;
        }

        return value;
    }

    private TemplateValue First(string name)
    {
        if (name.Length > 0 && !name.All(char.IsAsciiDigit))
        {
            return _arguments.Named.FirstOrDefault(n => n.Key == name).Value
                ?? throw new TemplateFault($"there is no value for the format field '{name}'");
        }

        if (name.Length > 9)
            throw new TemplateFault("Too many decimal digits in format string");
        int index = name.Length == 0 ? _next++ : int.Parse(name, NumberStyles.None, CultureInfo.InvariantCulture);
        return index < _arguments.Positional.Count
            ? _arguments.Positional[index]
            : throw new TemplateFault($"Replacement index {index} out of range for positional args tuple");
    }
}
