using System.Buffers;
using FoundationModels.Tokenization;

namespace FoundationModels.Conformance.Generation;

/// <summary>No text at all, where token ids are compared.</summary>
internal sealed class SilentText : ITokenText
{
    /// <inheritdoc/>
    public void Append(int token, IBufferWriter<char> output)
    {
    }

    /// <inheritdoc/>
    public void Flush(IBufferWriter<char> output)
    {
    }
}
