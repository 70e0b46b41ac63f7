namespace FoundationModels.Tokenization.PreTokenizers;

/// <summary>A text and the pieces into which pre-tokenizers split it. Each of them reads the pieces of the one before and adds its own.</summary>
internal sealed class PieceList
{
    private readonly MarkedText _first = new();
    private readonly MarkedText _second = new();
    private PooledBuffer<TextPiece> _pieces = new();
    private PooledBuffer<TextPiece> _next = new();
    private MarkedText _text = new();
    private MarkedText? _rewritten;

    /// <summary>Gets the text that the pieces are parts of.</summary>
    public MarkedText Text => _text;

    /// <summary>Gets the pieces, in order.</summary>
    public ReadOnlySpan<TextPiece> Pieces => _pieces.Span;

    /// <summary>Starts with a part of a text as the only piece. The text is not changed.</summary>
    public void Reset(MarkedText text, int start, int length)
    {
        _text = text;
        _pieces.Clear();
        _pieces.Add(new TextPiece(start, length));
    }

    /// <summary>The characters of a piece.</summary>
    public ReadOnlySpan<char> TextOf(TextPiece piece) => _text.Text.Slice(piece.Start, piece.Length);

    /// <summary>The mark of a piece's first character.</summary>
    public TextMarks MarkOf(TextPiece piece) => _text.Marks[piece.Start];

    /// <summary>Adds a piece to the next list; an empty one is dropped.</summary>
    public void Add(int start, int end)
    {
        if (end > start)
            _next.Add(new TextPiece(start, end - start));
    }

    /// <summary>Gives an empty text to write the next pieces into, for a pre-tokenizer that changes characters.</summary>
    public MarkedText BeginRewrite()
    {
        _rewritten = ReferenceEquals(_text, _first) ? _second : _first;
        _rewritten.Clear();
        return _rewritten;
    }

    /// <summary>Makes the next list, and the text written for it, the current one.</summary>
    public void Complete()
    {
        (_pieces, _next) = (_next, _pieces);
        _next.Clear();
        _text = _rewritten ?? _text;
        _rewritten = null;
    }

    /// <summary>Drops everything, and storage that a long text has made large.</summary>
    public void Trim()
    {
        _pieces.Trim();
        _next.Trim();
        _first.Trim();
        _second.Trim();
    }
}
