namespace FoundationModels;

/// <summary>What a model generated is not JSON, or does not have the form of the type that it was asked for.</summary>
public sealed class GeneratedContentParsingException : FoundationModelsException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="rawContent">What the model generated.</param>
    /// <param name="reason">What is wrong with it, and where.</param>
    /// <param name="innerException">The fault that was noticed first, if any.</param>
    public GeneratedContentParsingException(string rawContent, string reason, Exception? innerException = null)
        : base(reason, innerException) => RawContent = rawContent;

    /// <summary>Gets what the model generated.</summary>
    public string RawContent { get; }
}
