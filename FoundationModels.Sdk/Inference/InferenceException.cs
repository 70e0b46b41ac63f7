namespace FoundationModels;

/// <summary>The runtime that executes the model failed, or a part of it is missing.</summary>
public class InferenceException : FoundationModelsException
{
    /// <summary>Initializes the exception with a message that names the thing, the value and the way out.</summary>
    public InferenceException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes the exception with a message and the fault that caused it.</summary>
    public InferenceException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Initializes the exception without a message.</summary>
    public InferenceException()
    {
    }
}
