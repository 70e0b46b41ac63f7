namespace FoundationModels;

/// <summary>A saved transcript cannot be read: it is not JSON, or not in the format of a transcript.</summary>
public sealed class TranscriptFormatException : FoundationModelsException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="jsonPath">Where it is wrong, as a JSONPath like <c>$.transcript.entries[3].role</c>.</param>
    /// <param name="reason">What is wrong there and what is expected, as a sentence.</param>
    /// <param name="innerException">The fault that was noticed first, if any.</param>
    public TranscriptFormatException(string jsonPath, string reason, Exception? innerException = null)
        : base($"The transcript cannot be read at {jsonPath}: {reason}", innerException) => JsonPath = jsonPath;

    /// <summary>Gets where it is wrong, as a JSONPath.</summary>
    public string JsonPath { get; }
}
