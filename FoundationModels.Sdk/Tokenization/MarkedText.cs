namespace FoundationModels.Tokenization;

/// <summary>UTF-16 text without lone surrogates, with a mark for each unit. Storage is pooled and reused.</summary>
internal sealed class MarkedText
{
    private readonly PooledBuffer<char> _text = new();
    private readonly PooledBuffer<TextMarks> _marks = new();

    /// <summary>Gets the number of UTF-16 units.</summary>
    public int Length => _text.Count;

    /// <summary>Gets the text. Valid until the next change.</summary>
    public ReadOnlySpan<char> Text => _text.Span;

    /// <summary>Gets the marks, one a unit. Valid until the next change.</summary>
    public ReadOnlySpan<TextMarks> Marks => _marks.Span;

    /// <summary>Gets the marks to change them.</summary>
    public Span<TextMarks> MutableMarks => _marks.Span;

    /// <summary>Adds one unit.</summary>
    public void Append(char unit, TextMarks mark)
    {
        _text.Add(unit);
        _marks.Add(mark);
    }

    /// <summary>Adds one code point.</summary>
    public void AppendCodePoint(int codePoint, TextMarks mark)
    {
        if (codePoint < 0x10000)
        {
            Append((char)codePoint, mark);
            return;
        }

        Append((char)(0xD7C0 + (codePoint >> 10)), mark);
        Append((char)(0xDC00 + (codePoint & 0x3FF)), mark);
    }

    /// <summary>Adds text that is all of one kind.</summary>
    public void Append(ReadOnlySpan<char> text, TextMarks mark)
    {
        _text.AddRange(text);
        _marks.Extend(text.Length).Fill(mark);
    }

    /// <summary>Adds a part of another text with its marks.</summary>
    public void Append(ReadOnlySpan<char> text, ReadOnlySpan<TextMarks> marks)
    {
        _text.AddRange(text);
        _marks.AddRange(marks);
    }

    /// <summary>
    /// Makes lone surrogates U+FFFD, which UTF-8 cannot have. The halves of a pair get each other's marks, so that they are one character of one origin.
    /// </summary>
    public void ReplaceLoneSurrogates()
    {
        Span<char> text = _text.Span;
        for (int i = text.IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                _marks[i] = _marks[i + 1] |= _marks[i];
                i++;
            }
            else
            {
                text[i] = '\uFFFD';
            }
        }
    }

    /// <summary>Drops the text.</summary>
    public void Clear()
    {
        _text.Clear();
        _marks.Clear();
    }

    /// <summary>Drops the text, and storage that a long text has made large.</summary>
    public void Trim()
    {
        _text.Trim();
        _marks.Trim();
    }
}
