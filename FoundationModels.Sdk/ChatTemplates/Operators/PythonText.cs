using System.Globalization;
using System.Text;

namespace FoundationModels.ChatTemplates;

/// <summary>
/// What <c>str</c> and <c>repr</c> give. The text of anything but a string has lost its origin: it is the template's only where every
/// string in it is trusted and there is no number, because numbers carry no provenance.
/// </summary>
internal sealed class PythonText
{
    private readonly StringBuilder _text = new();
    private readonly RenderState? _state;
    private bool _isTrusted = true;
    private int _depth;

    private PythonText(RenderState? state) => _state = state;

    /// <summary>The value as text, with runs where it is a string.</summary>
    public static StringValue ToText(RenderState state, TemplateValue value)
    {
        switch (value)
        {
            case StringValue text:
                return text;
            case UndefinedValue:
                return StringValue.Empty;
            default:
                PythonText writer = new(state);
                writer.AppendRepr(value);
                return StringValue.Derived(writer._text.ToString(), writer._isTrusted);
        }
    }

    /// <summary>What <c>repr</c> gives, with its provenance.</summary>
    public static StringValue ToRepr(RenderState state, TemplateValue value)
    {
        PythonText writer = new(state);
        writer.AppendRepr(value);
        return StringValue.Derived(writer._text.ToString(), writer._isTrusted);
    }

    /// <summary>What <c>repr</c> gives, for a message.</summary>
    public static string Repr(TemplateValue value)
    {
        PythonText writer = new(null);
        writer.AppendRepr(value);
        return writer._text.ToString();
    }

    private void AppendRepr(TemplateValue value)
    {
        _state?.Charge(1);
        _state?.CheckTextLength(_text.Length);
        switch (value)
        {
            case StringValue text:
                _state?.ChargeText(text.Length);
                _isTrusted &= text.Text.IsTrusted;
                if (text.IsMarkup)
                    _text.Append("Markup(");
                AppendQuoted(text.Plain);
                if (text.IsMarkup)
                    _text.Append(')');
                break;
            case NoneValue:
                _text.Append("None");
                break;
            case BooleanValue truth:
                _text.Append(truth.Value ? "True" : "False");
                break;
            case IntegerValue integer:
                _isTrusted = false;
                _text.Append(PythonNumbers.Write(integer.Value));
                break;
            case FloatValue number:
                _isTrusted = false;
                _text.Append(PythonNumbers.Write(number.Value));
                break;
            case UndefinedValue:
                _text.Append("Undefined");
                break;
            default:
                AppendContainer(value);
                break;
        }
    }

    private void AppendContainer(TemplateValue value)
    {
        if (++_depth > (_state?.Limits ?? ChatTemplateLimits.Default).Depth)
            throw new TemplateFault("The value nests too deeply to be written.");
        RenderState.CheckStack();
        switch (value)
        {
            case ListValue { IsTuple: true } tuple:
                AppendItems("(", tuple.Values, tuple.Values.Count == 1 ? ",)" : ")");
                break;
            case ListValue list:
                AppendItems("[", list.Values, "]");
                break;
            case DictionaryValue dictionary:
                AppendEntries(dictionary);
                break;
            case NamespaceValue space:
                _text.Append("<Namespace ");
                AppendEntries(space.Attributes);
                _text.Append('>');
                break;
            case SequenceViewValue { Text: { } text }:
                _isTrusted = false;
                _text.Append(text);
                break;
            case SequenceViewValue view:
                AppendItems(view.TypeName + "([", view.Values, "])");
                break;
            default:
                _isTrusted = false;
                _text.Append('<').Append(value.TypeName).Append(" object>");
                break;
        }

        _depth--;
    }

    private void AppendItems(string open, IReadOnlyList<TemplateValue> items, string close)
    {
        _text.Append(open);
        for (int i = 0; i < items.Count; i++)
        {
            if (i > 0)
                _text.Append(", ");
            AppendRepr(items[i]);
        }

        _text.Append(close);
    }

    private void AppendEntries(DictionaryValue dictionary)
    {
        _text.Append('{');
        bool isFirst = true;
        foreach ((TemplateValue key, TemplateValue value) in dictionary.Entries)
        {
            if (!isFirst)
                _text.Append(", ");
            isFirst = false;
            AppendRepr(key);
            _text.Append(": ");
            AppendRepr(value);
        }

        _text.Append('}');
    }

    private void AppendQuoted(string text)
    {
        char quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        _text.Append(quote);
        for (int at = 0, width; at < text.Length; at += width)
        {
            width = CodePoints.Width(text, at);
            int c = CodePoints.At(text, at);
            if (c == quote || c == '\\')
                _text.Append('\\').Append((char)c);
            else if (c is '\n' or '\r' or '\t')
                _text.Append('\\').Append(c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
            else if (PythonCharacters.IsPrintable(c))
                _text.Append(text, at, width);
            else if (c <= 0xFF)
                _text.Append(CultureInfo.InvariantCulture, $"\\x{c:x2}");
            else if (c <= 0xFFFF)
                _text.Append(CultureInfo.InvariantCulture, $"\\u{c:x4}");
            else
                _text.Append(CultureInfo.InvariantCulture, $"\\U{c:x8}");
        }

        _text.Append(quote);
    }
}
