namespace FoundationModels;

/// <summary>A schema cannot be made of its parts.</summary>
public sealed class GenerationSchemaException : FoundationModelsException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="error">What is wrong.</param>
    /// <param name="schemaName">The name of the schema.</param>
    /// <param name="subject">The type, the property or the references in question; empty where there is none.</param>
    /// <param name="message">What is wrong, and the way out.</param>
    /// <param name="innerException">The fault that was noticed first, if any.</param>
    public GenerationSchemaException(
        GenerationSchemaError error, string schemaName, IReadOnlyList<string> subject, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Error = error;
        SchemaName = schemaName;
        Subject = subject;
    }

    /// <summary>Gets what is wrong.</summary>
    public GenerationSchemaError Error { get; }

    /// <summary>Gets the name of the schema.</summary>
    public string SchemaName { get; }

    /// <summary>Gets the type, the property or the references in question.</summary>
    public IReadOnlyList<string> Subject { get; }
}
