using System.Buffers;
using FoundationModels.Tokenization;

namespace FoundationModels.Inference;

/// <summary>Turns a response's tokens into text: decoding, stop sequences, the callback and the whole text.</summary>
internal sealed class ResponseText(ITokenText tokenText, IReadOnlyList<string> stopSequences, TextCallback? callback)
{
    private const int InitialSize = 1024;
    private readonly StopSequenceFilter _filter = new(stopSequences);
    private readonly ArrayBufferWriter<char> _piece = new(InitialSize);
    private readonly ArrayBufferWriter<char> _text = new(InitialSize);

    /// <summary>Gets whether a stop sequence was produced.</summary>
    public bool Stopped => _filter.Stopped;

    /// <summary>Adds a token.</summary>
    public void Append(int token)
    {
        _piece.ResetWrittenCount();
        tokenText.Append(token, _piece);
        Pass();
    }

    /// <summary>Adds what an incomplete character and a begun stop sequence held back. No token follows.</summary>
    public void Complete()
    {
        _piece.ResetWrittenCount();
        tokenText.Flush(_piece);
        int start = _text.WrittenCount;
        _filter.Append(_piece.WrittenSpan, _text);
        _filter.Flush(_text);
        Report(start);
    }

    /// <summary>The whole text so far.</summary>
    public override string ToString() => _text.WrittenSpan.ToString();

    private void Pass()
    {
        int start = _text.WrittenCount;
        _filter.Append(_piece.WrittenSpan, _text);
        Report(start);
    }

    private void Report(int start)
    {
        if (_text.WrittenCount > start)
            callback?.Invoke(_text.WrittenSpan[start..]);
    }
}
