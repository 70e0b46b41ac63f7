namespace FoundationModels;

/// <summary>An adapter cannot be trained.</summary>
public sealed class AdapterTrainingException : FoundationModelsException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">What is in the way, and the way out.</param>
    /// <param name="innerException">The cause, or null.</param>
    public AdapterTrainingException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
