using FoundationModels.Generation;

namespace FoundationModels;

/// <summary>One reply of a <see cref="ScriptedLanguageModel"/>: pieces of text, how they end, and how long they take. A string makes one.</summary>
public sealed record ScriptedReply
{
    /// <summary>Initializes a reply that comes word by word.</summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public ScriptedReply(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Pieces = [.. ScriptedTokens.Split(text)];
    }

    /// <summary>Initializes a reply that comes in the given pieces, each counted as one token.</summary>
    /// <exception cref="ArgumentException">A piece is null.</exception>
    public ScriptedReply(IEnumerable<string> pieces) => Pieces = ValueList.Copy(pieces);

    /// <summary>Gets the pieces of text in order.</summary>
    public IReadOnlyList<string> Pieces { get; init => field = ValueList.Copy(value); }

    /// <summary>Gets the calls of tools that the reply ends with.</summary>
    public IReadOnlyList<Transcript.ToolCall> ToolCalls { get; init => field = ValueList.Copy(value); } = ValueList.Create<Transcript.ToolCall>([]);

    /// <summary>Gets why the reply ends, unless a limit of the request ends it before.</summary>
    public FinishReason FinishReason { get; init; } = FinishReason.EndOfTurn;

    /// <summary>Gets the exception that is thrown after the last piece, or null.</summary>
    public Exception? Failure { get; init; }

    /// <summary>Gets the time that passes before each piece.</summary>
    public TimeSpan PieceDelay { get; init; }

    /// <summary>Makes a reply that calls a tool.</summary>
    /// <param name="toolName">The tool's name.</param>
    /// <param name="argumentsJson">The arguments as JSON.</param>
    public static ScriptedReply Call(string toolName, string argumentsJson) => new("") { ToolCalls = [new Transcript.ToolCall(toolName, argumentsJson)] };

    /// <summary>Makes a reply that comes word by word.</summary>
    public static implicit operator ScriptedReply(string text) => FromString(text);

    /// <summary>Makes a reply that comes word by word.</summary>
    public static ScriptedReply FromString(string text) => new(text);
}
