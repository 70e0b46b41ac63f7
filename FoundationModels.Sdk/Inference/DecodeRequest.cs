namespace FoundationModels.Inference;

/// <summary>Receives new text of a response, complete characters only, on the scheduler's thread: it has to be quick and must not block.</summary>
internal delegate void TextCallback(ReadOnlySpan<char> text);

/// <summary>Receives the logits behind a prompt, one for each token id, on the scheduler's thread.</summary>
internal delegate void LogitsCallback(ReadOnlySpan<float> logits);

/// <summary>A prompt and how to continue it.</summary>
internal sealed record DecodeRequest
{
    /// <summary>Gets the prompt's token ids, at least one.</summary>
    public required ReadOnlyMemory<int> Prompt { get; init; }

    /// <summary>Gets sampling, limits, stop sequences and log-probabilities.</summary>
    public GenerationOptions Options { get; init; } = new();

    /// <summary>Gets the ids that end the response; they count as output but are not part of the text.</summary>
    public IReadOnlyList<int> EndOfTurnTokens { get; init; } = [];

    /// <summary>Gets what keeps the response within a grammar, or null.</summary>
    public ResponseGuide? Guide { get; init; }

    /// <summary>Gets what else decides the keys and values.</summary>
    public PrefixKey Key { get; init; }

    /// <summary>Gets the adapter that <see cref="Key"/> names, or null for none.</summary>
    public IBoundAdapter? Adapter { get; init; }

    /// <summary>Gets the receiver of new text, or null.</summary>
    public TextCallback? OnText { get; init; }

    /// <summary>Gets the receiver of the logits behind a prompt that is not continued, or null.</summary>
    public LogitsCallback? OnLogits { get; init; }

    /// <summary>Gets the receiver of the tokens that were taken so far, told before the text of each token; or null. It has to be quick as well.</summary>
    public Action<Usage>? OnUsage { get; init; }
}
