using System.Buffers;

namespace FoundationModels.Tokenization;

/// <summary>Decodes one response's tokens to text, complete characters only.</summary>
internal interface ITokenText
{
    /// <summary>Adds a token and writes the characters that are complete by now.</summary>
    void Append(int token, IBufferWriter<char> output);

    /// <summary>Writes what an incomplete character at the end becomes.</summary>
    void Flush(IBufferWriter<char> output);
}
