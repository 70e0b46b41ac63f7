using System.Globalization;
using System.Text;

namespace FoundationModels.ChatTemplates;

/// <summary>
/// Writes JSON as Python's <c>json.dumps</c> does. The text is the template's only where every string in it is trusted and there is no number.
/// </summary>
internal sealed class JsonText(RenderState state)
{
    private readonly StringBuilder _text = new();
    private bool _isTrusted = true;
    private int _depth;

    /// <summary>Gets whether characters outside of ASCII are escaped.</summary>
    public bool EscapesNonAscii { get; init; }

    /// <summary>Gets what a level is indented by, or null for one line.</summary>
    public string? Indent { get; init; }

    /// <summary>Gets what stands between two items.</summary>
    public string ItemSeparator { get; init; } = ", ";

    /// <summary>Gets what stands between a key and its value.</summary>
    public string KeySeparator { get; init; } = ": ";

    /// <summary>Gets whether keys are sorted.</summary>
    public bool SortsKeys { get; init; }

    /// <summary>The value as JSON.</summary>
    /// <exception cref="TemplateFault">JSON has no such value.</exception>
    public StringValue Write(TemplateValue value)
    {
        Append(value);
        return StringValue.Derived(_text.ToString(), _isTrusted);
    }

    private void Append(TemplateValue value)
    {
        state.Charge(1);
        state.CheckTextLength(_text.Length);
        switch (value)
        {
            case ListValue list:
                AppendItems('[', list.Values.Count, ']', list.Values, Append);
                break;
            case GroupValue group:
                AppendItems('[', 2, ']', group.Enumerate(), Append);
                break;
            case DictionaryValue dictionary:
                IEnumerable<KeyValuePair<TemplateValue, TemplateValue>> entries = SortsKeys
                    ? StableSort.Sort(state, dictionary.Entries, e => e.Key)
                    : dictionary.Entries;
                AppendItems('{', dictionary.Entries.Count, '}', entries, entry =>
                {
                    AppendString(Key(entry.Key));
                    _text.Append(KeySeparator);
                    Append(entry.Value);
                });
                break;
            case StringValue text:
                _isTrusted &= text.Text.IsTrusted;
                AppendString(text.Plain);
                break;
            default:
                _text.Append(Scalar(value) ?? throw new TemplateFault($"Object of type {value.TypeName} is not JSON serializable"));
                break;
        }
    }

    private string Key(TemplateValue key)
    {
        if (key is not StringValue text)
            return Scalar(key) ?? throw new TemplateFault($"keys must be str, int, float, bool or None, not {key.TypeName}");
        _isTrusted &= text.Text.IsTrusted;
        return text.Plain;
    }

    private string? Scalar(TemplateValue value)
    {
        switch (value)
        {
            case NoneValue:
                return "null";
            case BooleanValue truth:
                return truth.Value ? "true" : "false";
            case IntegerValue integer:
                _isTrusted = false;
                return PythonNumbers.Write(integer.Value);
            case FloatValue number:
                _isTrusted = false;
                return double.IsNaN(number.Value) ? "NaN"
                    : double.IsInfinity(number.Value) ? number.Value > 0 ? "Infinity" : "-Infinity"
                    : PythonNumbers.Write(number.Value);
            default:
                return null;
        }
    }

    private void AppendItems<T>(char open, int count, char close, IEnumerable<T> items, Action<T> append)
    {
        _text.Append(open);
        if (count > 0)
        {
            if (++_depth > state.Limits.Depth)
                throw new TemplateFault("The value nests too deeply to be written as JSON.");
            RenderState.CheckStack();
            bool isFirst = true;
            foreach (T item in items)
            {
                if (!isFirst)
                    _text.Append(ItemSeparator);
                isFirst = false;
                AppendLine();
                append(item);
            }

            _depth--;
            AppendLine();
        }

        _text.Append(close);
    }

    private void AppendLine()
    {
        if (Indent is null)
            return;
        state.ChargeText((long)Indent.Length * _depth);
        _text.Append('\n').Insert(_text.Length, Indent, _depth);
    }

    private void AppendString(string text)
    {
        state.ChargeText(text.Length);
        _text.Append('"');
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' => _text.Append("\\\""),
                '\\' => _text.Append("\\\\"),
                '\n' => _text.Append("\\n"),
                '\r' => _text.Append("\\r"),
                '\t' => _text.Append("\\t"),
                '\b' => _text.Append("\\b"),
                '\f' => _text.Append("\\f"),
                _ when c < ' ' || (EscapesNonAscii && c > '~') => _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => _text.Append(c),
            };
        }

        _text.Append('"');
    }
}
