namespace FoundationModels;

/// <summary>A file of training data has a line that is not a conversation.</summary>
public sealed class TrainingDataException : FoundationModelsException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The line's number, from 1; 0 for the file as a whole.</param>
    /// <param name="reason">What is wrong with it, and the way out.</param>
    /// <param name="innerException">The cause, or null.</param>
    public TrainingDataException(string path, int line, string reason, Exception? innerException = null)
        : base(line > 0 ? $"{path}({line}): {reason}" : $"{path}: {reason}", innerException)
    {
        Path = path;
        Line = line;
    }

    /// <summary>Gets the file.</summary>
    public string Path { get; }

    /// <summary>Gets the line's number, from 1; 0 for the file as a whole.</summary>
    public int Line { get; }
}
