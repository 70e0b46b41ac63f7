using System.Globalization;

namespace FoundationModels;

/// <summary>A request has more tokens than the model's context window. It is noticed before any of them is processed.</summary>
public sealed class ContextSizeExceededException : FoundationModelsException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="contextSize">The most tokens of input and output together.</param>
    /// <param name="tokenCount">The tokens of the request, without any of the response.</param>
    public ContextSizeExceededException(int contextSize, int tokenCount)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The request has {tokenCount} tokens, and the model's context window of {contextSize} has to hold them and at least one of the response. Shorten the prompt or the instructions, or start a session with a shorter transcript; CountTokensAsync counts one beforehand."))
    {
        ContextSize = contextSize;
        TokenCount = tokenCount;
    }

    /// <summary>Gets the most tokens of input and output together.</summary>
    public int ContextSize { get; }

    /// <summary>Gets the tokens of the request, without any of the response.</summary>
    public int TokenCount { get; }
}
