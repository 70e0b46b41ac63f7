using System.Buffers;
using System.Text;

namespace FoundationModels.Tokenization;

/// <summary>
/// Decodes ids one by one and never splits a character: bytes that may still become one are held back (at most 3), bytes that cannot are U+FFFD for
/// each maximal part. What it emits is, all together, what decoding all ids gives. It allocates nothing for a token. Not thread-safe.
/// </summary>
/// <param name="tokenizer">The tokenizer.</param>
/// <param name="skipSpecialTokens">Whether to leave out tokens that are marked special.</param>
internal sealed class StreamingTokenDecoder(Tokenizer tokenizer, bool skipSpecialTokens = false) : ITokenText
{
    private const int LongestPartial = 3;
    private readonly TokenContents _contents = tokenizer.Contents;
    private readonly byte[] _held = new byte[LongestPartial + 1];
    private int _heldCount;
    private int _strippable = tokenizer.Contents.Decoders.StrippedCount;
    private bool _hasStarted;
    private bool _holdsSpace;

    /// <summary>Takes an id and writes the characters that are complete with it.</summary>
    public void Append(int id, IBufferWriter<char> output)
    {
        if (skipSpecialTokens && _contents.IsSpecial(id))
            return;
        ReadOnlySpan<byte> bytes = _hasStarted ? _contents.BytesOf(id) : _contents.FirstBytesOf(id);
        _hasStarted |= _contents.HasToken(id);
        if (_holdsSpace && _hasStarted)
        {
            _holdsSpace = false;
            Write([(byte)' '], output);
        }

        if (_contents.Decoders.HoldsTrailingSpace && bytes is [.., (byte)' '])
        {
            _holdsSpace = true;
            bytes = bytes[..^1];
        }

        while (_strippable > 0 && !bytes.IsEmpty)
        {
            _strippable = bytes[0] == _contents.Decoders.StrippedCharacter ? _strippable - 1 : 0;
            if (bytes[0] == _contents.Decoders.StrippedCharacter)
                bytes = bytes[1..];
        }

        Write(bytes, output);
    }

    /// <summary>Writes U+FFFD for what is still held back, and starts anew.</summary>
    public void Flush(IBufferWriter<char> output)
    {
        while (_heldCount > 0)
            WriteHeld(output);
        _hasStarted = false;
        _holdsSpace = false;
        _strippable = _contents.Decoders.StrippedCount;
    }

    private void Write(ReadOnlySpan<byte> bytes, IBufferWriter<char> output)
    {
        while (_heldCount > 0 && !bytes.IsEmpty)
        {
            _held[_heldCount++] = bytes[0];
            bytes = bytes[1..];
            while (_heldCount > 0 && !IsPartial(_held.AsSpan(0, _heldCount)))
                WriteHeld(output);
        }

        while (!bytes.IsEmpty)
        {
            if (bytes.Length <= LongestPartial && IsPartial(bytes))
            {
                bytes.CopyTo(_held);
                _heldCount = bytes.Length;
                return;
            }

            Rune.DecodeFromUtf8(bytes, out Rune rune, out int consumed);
            WriteRune(rune, output);
            bytes = bytes[consumed..];
        }
    }

    private void WriteHeld(IBufferWriter<char> output)
    {
        Rune.DecodeFromUtf8(_held.AsSpan(0, _heldCount), out Rune rune, out int consumed);
        WriteRune(rune, output);
        _held.AsSpan(consumed, _heldCount - consumed).CopyTo(_held);
        _heldCount -= consumed;
    }

    // The start of an encoded surrogate counts as partial, as in the reference, although nothing can make it a character.
    private static bool IsPartial(ReadOnlySpan<byte> bytes) =>
        bytes is [0xED, >= 0xA0 and <= 0xBF] || Rune.DecodeFromUtf8(bytes, out _, out _) == OperationStatus.NeedMoreData;

    private static void WriteRune(Rune rune, IBufferWriter<char> output) => output.Advance(rune.EncodeToUtf16(output.GetSpan(2)));
}
