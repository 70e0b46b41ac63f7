namespace FoundationModels.Generation;

/// <summary>A string that is still growing. One instance serves all strings of a text, one after the other.</summary>
internal sealed class OpenText
{
    private char[] _buffer = new char[64];
    private int _length;
    private bool _seen;
    private ContentIdentity? _identity;

    public int Length => _length;

    /// <summary>Gets whether the last character is the first half of a surrogate pair.</summary>
    public bool EndsInHalf => _length > 0 && char.IsHighSurrogate(_buffer[_length - 1]);

    public void Begin()
    {
        // What a snapshot looks at is never written again.
        if (_seen)
            _buffer = new char[64];
        _seen = false;
        _length = 0;
        _identity = null;
    }

    /// <summary>Adds characters.</summary>
    /// <returns>How many characters had to be copied.</returns>
    public int Append(ReadOnlySpan<char> text)
    {
        int copied = 0;
        if (_length + text.Length > _buffer.Length)
        {
            copied = _length;
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + text.Length));
            _seen = false;
        }

        text.CopyTo(_buffer.AsSpan(_length));
        _length += text.Length;
        return copied;
    }

    public string End() => new(_buffer, 0, _length);

    /// <summary>The finished string.</summary>
    public GeneratedContent Close() => new(GeneratedContentKind.String, End(), true, _identity, 0);

    /// <summary>The string as it is now.</summary>
    public GeneratedContent Snapshot()
    {
        _seen = true;
        _identity ??= new ContentIdentity();
        return new GeneratedContent(
            GeneratedContentKind.String, new TextPrefix(_buffer, EndsInHalf ? _length - 1 : _length), false, _identity, 0);
    }
}
