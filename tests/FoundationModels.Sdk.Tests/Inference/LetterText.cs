using System.Buffers;
using FoundationModels.Tokenization;

namespace FoundationModels.Sdk.Tests.Inference;

/// <summary>Decodes token n to the n-th letter from 'A'.</summary>
internal sealed class LetterText : ITokenText
{
    public static string Of(IEnumerable<int> tokens) => string.Concat(tokens.Select(t => (char)('A' + t)));

    public void Append(int token, IBufferWriter<char> output) => output.Write([(char)('A' + token)]);

    public void Flush(IBufferWriter<char> output)
    {
    }
}
