namespace FoundationModels;

/// <summary>The base of every exception that this SDK throws by itself, apart from argument and disposal errors.</summary>
public class FoundationModelsException : Exception
{
    /// <summary>Initializes the exception with a message that names the thing, the value and the way out.</summary>
    public FoundationModelsException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes the exception with a message and the fault that caused it.</summary>
    public FoundationModelsException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Initializes the exception without a message.</summary>
    public FoundationModelsException()
    {
    }
}
