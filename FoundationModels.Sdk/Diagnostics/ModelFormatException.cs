namespace FoundationModels;

/// <summary>A model file is corrupt, truncated, or uses something that this version does not support.</summary>
public sealed class ModelFormatException : FoundationModelsException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="file">The file that was read.</param>
    /// <param name="element">The tensor, metadata key or JSON property that is wrong, or null where the file as a whole is.</param>
    /// <param name="reason">What is wrong with it, as a sentence.</param>
    /// <param name="innerException">The fault that was noticed first, if any.</param>
    public ModelFormatException(string file, string? element, string reason, Exception? innerException = null)
        : base(element is null ? $"{Path.GetFileName(file)}: {reason}" : $"{Path.GetFileName(file)}: '{element}': {reason}", innerException)
    {
        File = file;
        Element = element;
        Reason = reason;
    }

    /// <summary>Gets the path of the file that was read.</summary>
    public string File { get; }

    /// <summary>Gets the tensor, metadata key or property that is wrong, or null where the file as a whole is.</summary>
    public string? Element { get; }

    /// <summary>Gets what is wrong with it.</summary>
    internal string Reason { get; }
}
