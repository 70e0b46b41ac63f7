namespace FoundationModels;

/// <summary>A tool failed, or took too long, and the response with it. The session is as it was before.</summary>
public sealed class ToolCallException : FoundationModelsException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="call">The call.</param>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">What the tool threw, or null.</param>
    public ToolCallException(Transcript.ToolCall call, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentNullException.ThrowIfNull(call);
        Call = call;
    }

    /// <summary>Gets the call that failed.</summary>
    public Transcript.ToolCall Call { get; }

    /// <summary>Gets the tool's name.</summary>
    public string ToolName => Call.ToolName;
}
