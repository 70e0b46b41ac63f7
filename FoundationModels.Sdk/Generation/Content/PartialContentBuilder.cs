using System.Globalization;

namespace FoundationModels.Generation;

/// <summary>Turns the JSON text of one value, as it comes, into content that can be looked at any time.</summary>
/// <remarks>
/// Snapshots share what is finished; a snapshot makes anew only the values that are open, one a level. A string that is open shows what is
/// there so far. A number, true, false and null show once they are finished: half of a number is another number.
/// </remarks>
internal sealed class PartialContentBuilder
{
    /// <summary>How deeply values may be nested.</summary>
    public const int MaximumDepth = 1000;

    private readonly Stack<OpenContainer> _open = new();
    private readonly OpenText _text = new();
    private Expected _expected = Expected.Value;
    private NumberScanner _number;
    private string _literal = "";
    private bool _textIsName;
    private int _code;
    private int _count;
    private GeneratedContent? _root;
    private GeneratedContent? _snapshot;
    private long _position;

    private enum Expected
    {
        Value,
        ValueOrEnd,
        Name,
        NameOrEnd,
        Colon,
        CommaOrEnd,
        Text,
        Escape,
        HexDigit,
        Number,
        Literal,
        Nothing,
    }

    /// <summary>Gets whether the value has ended.</summary>
    public bool IsComplete => _root is not null;

    /// <summary>Gets how many characters and values were handled so far, copies included.</summary>
    public long Work { get; private set; }

    /// <summary>Takes the next characters.</summary>
    /// <exception cref="JsonSyntaxFault">They cannot come here in JSON.</exception>
    public void Append(ReadOnlySpan<char> json)
    {
        if (json.Length > 0)
            _snapshot = null;
        for (int i = 0; i < json.Length;)
        {
            int taken = _expected == Expected.Text ? TakeText(json[i..]) : TakeOne(json[i]);
            i += taken;
            _position += taken;
            Work += taken;
        }
    }

    /// <summary>Says that no more text comes, which is what ends a number that stands alone.</summary>
    public void End()
    {
        if (_expected == Expected.Number && _open.Count == 0 && _number.IsAccepting)
            CloseNumber();
    }

    /// <summary>The value as it is now; <see cref="GeneratedContentKind.Null"/> before it has begun.</summary>
    public GeneratedContent Snapshot()
    {
        if (_root is not null)
            return _root;
        if (_snapshot is not null)
            return _snapshot;
        GeneratedContent? inner = IsInText && !_textIsName ? _text.Snapshot() : null;
        foreach (OpenContainer container in _open)
        {
            inner = container.Snapshot(inner);
            Work++;
        }

        return _snapshot = inner ?? GeneratedContent.NotBegun;
    }

    private bool IsInText => _expected is Expected.Text or Expected.Escape or Expected.HexDigit;

    private int TakeOne(char c)
    {
        switch (_expected)
        {
            case Expected.Escape:
                TakeEscape(c);
                return 1;
            case Expected.HexDigit:
                TakeHexDigit(c);
                return 1;
            case Expected.Literal:
                TakeLiteral(c);
                return 1;
            case Expected.Number:
                if (_number.Accept(c))
                {
                    Work += _text.Append([c]);
                    return 1;
                }

                if (!_number.IsAccepting)
                    throw Unexpected(c, "a digit");
                CloseNumber();
                // The character that ended the number is looked at again.
                return 0;
            default:
                if (c is not (' ' or '\t' or '\n' or '\r'))
                    TakeStructure(c);
                return 1;
        }
    }

    private void TakeStructure(char c)
    {
        switch (_expected, c)
        {
            case (Expected.ValueOrEnd, ']') or (Expected.NameOrEnd, '}'):
            case (Expected.CommaOrEnd, ']' or '}') when _open.Peek().IsObject == (c == '}'):
                Close(_open.Pop().Close());
                break;
            case (Expected.CommaOrEnd, ','):
                _expected = _open.Peek().IsObject ? Expected.Name : Expected.Value;
                break;
            case (Expected.Colon, ':'):
                _expected = Expected.Value;
                break;
            case (Expected.Name or Expected.NameOrEnd, '"'):
                BeginText(isName: true);
                break;
            case (Expected.Value or Expected.ValueOrEnd, _):
                BeginValue(c);
                break;
            default:
                throw Unexpected(c, Expectation());
        }
    }

    private void BeginValue(char c)
    {
        switch (c)
        {
            case '{' or '[':
                if (_open.Count == MaximumDepth)
                    throw Fault(string.Create(CultureInfo.InvariantCulture, $"values are nested more than {MaximumDepth} deep"));
                _open.Push(new OpenContainer(c == '{'));
                _expected = c == '{' ? Expected.NameOrEnd : Expected.ValueOrEnd;
                break;
            case '"':
                BeginText(isName: false);
                break;
            case 't' or 'f' or 'n':
                _literal = c == 't' ? "true" : c == 'f' ? "false" : "null";
                _count = 1;
                _expected = Expected.Literal;
                break;
            default:
                _number = default;
                if (!_number.Accept(c))
                    throw Unexpected(c, "a value");
                _text.Begin();
                _text.Append([c]);
                _expected = Expected.Number;
                break;
        }
    }

    private void BeginText(bool isName)
    {
        _textIsName = isName;
        _text.Begin();
        _expected = Expected.Text;
    }

    private int TakeText(ReadOnlySpan<char> json)
    {
        int plain = 0;
        while (plain < json.Length && json[plain] is not ('"' or '\\') && json[plain] >= ' ' && !char.IsSurrogate(json[plain]))
            plain++;
        if (plain > 0)
        {
            if (_text.EndsInHalf)
                throw HalfPair();
            Work += _text.Append(json[..plain]);
            return plain;
        }

        char c = json[0];
        if (char.IsSurrogate(c))
            TakeHalf(c);
        else if (c < ' ')
            throw Unexpected(c, "a string without control characters");
        else if (c == '\\')
            _expected = Expected.Escape;
        else
            CloseText();
        return 1;
    }

    private void TakeEscape(char c)
    {
        if (c == 'u')
        {
            (_code, _count, _expected) = (0, 0, Expected.HexDigit);
            return;
        }

        char value = c switch
        {
            '"' or '\\' or '/' => c,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => throw Unexpected(c, "the rest of an escape"),
        };
        AppendEscaped(value);
    }

    private void TakeHexDigit(char c)
    {
        if (!char.IsAsciiHexDigit(c))
            throw Unexpected(c, "a hexadecimal digit");
        _code = (_code * 16) + (char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
        if (++_count == 4)
            AppendEscaped((char)_code);
    }

    private void AppendEscaped(char c)
    {
        _expected = Expected.Text;
        if (char.IsSurrogate(c))
        {
            TakeHalf(c);
            return;
        }

        if (_text.EndsInHalf)
            throw HalfPair();
        Work += _text.Append([c]);
    }

    private void TakeHalf(char c)
    {
        if (_text.EndsInHalf != char.IsLowSurrogate(c))
            throw HalfPair();
        Work += _text.Append([c]);
    }

    private void CloseText()
    {
        if (_text.EndsInHalf)
            throw HalfPair();
        if (!_textIsName)
        {
            Close(_text.Close());
            return;
        }

        string name = _text.End();
        if (!_open.Peek().Begin(name))
            throw Fault($"the property \"{name}\" comes twice");
        _expected = Expected.Colon;
    }

    private void TakeLiteral(char c)
    {
        if (c != _literal[_count])
            throw Unexpected(c, $"'{_literal[_count]}' of {_literal}");
        if (++_count == _literal.Length)
            Close(_literal == "null" ? GeneratedContent.Null : GeneratedContent.Of(_literal == "true"));
    }

    private void CloseNumber() => Close(new GeneratedContent(GeneratedContentKind.Number, _text.End(), true, null, 0));

    private void Close(GeneratedContent value)
    {
        Work++;
        if (_open.TryPeek(out OpenContainer? container))
        {
            Work += container.Add(value);
            _expected = Expected.CommaOrEnd;
        }
        else
        {
            _root = value;
            _expected = Expected.Nothing;
        }
    }

    private string Expectation() => _expected switch
    {
        Expected.Name => "a name in quotation marks",
        Expected.NameOrEnd => "a name in quotation marks or the end of the object",
        Expected.Colon => "a colon",
        Expected.CommaOrEnd => _open.Peek().IsObject ? "a comma or the end of the object" : "a comma or the end of the array",
        _ => "nothing after the value",
    };

    private JsonSyntaxFault HalfPair() => Fault("a string holds half of a surrogate pair, which is not a character");

    private JsonSyntaxFault Unexpected(char c, string expected) => Fault(char.IsControl(c) || char.IsSurrogate(c)
        ? string.Create(CultureInfo.InvariantCulture, $"expected {expected}, found U+{(int)c:X4}")
        : $"expected {expected}, found '{c}'");

    private JsonSyntaxFault Fault(string what) => new(string.Create(CultureInfo.InvariantCulture, $"{what}, at character {_position}"));
}
