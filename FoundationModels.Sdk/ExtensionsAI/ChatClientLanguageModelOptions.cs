using Microsoft.Extensions.AI;

namespace FoundationModels;

/// <summary>What a <see cref="ChatClientLanguageModel"/> cannot learn from its client. Immutable.</summary>
public sealed record ChatClientLanguageModelOptions
{
    /// <summary>Gets the model that the service is asked for; null is the client's default.</summary>
    public string? ModelId { get; init; }

    /// <summary>Gets what the model can do: answers that follow a schema, and calls of tools, unless it is set.</summary>
    public LanguageModelCapabilities Capabilities { get; init; } = LanguageModelCapabilities.GuidedGeneration | LanguageModelCapabilities.ToolCalling;

    /// <summary>Gets the most tokens of input and output together; 0 where that is not known.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int ContextSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(ContextSize));
            field = value;
        }
    }

    /// <summary>Gets how often (1 or more) the model is asked for an answer that has to follow a schema, or for calls as the options allow them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int MaximumAttempts
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaximumAttempts));
            field = value;
        }
    } = 3;

    /// <summary>Gets what counts the tokens of a transcript with tools; null estimates them, at four bytes of UTF-8 a token.</summary>
    public Func<Transcript, IReadOnlyList<ToolDefinition>, CancellationToken, ValueTask<int>>? CountTokens { get; init; }

    /// <summary>Gets what changes the options of each request before it is sent, for what only one service has; null changes nothing.</summary>
    public Action<ChatOptions>? Configure { get; init; }
}
