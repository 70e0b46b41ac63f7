namespace FoundationModels;

/// <summary>An adapter's package is corrupt, incomplete, or uses something that this version does not support.</summary>
public sealed class AdapterFormatException : FoundationModelsException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="file">The package or the file in it that was read.</param>
    /// <param name="element">The parameter, property or entry that is wrong, or null where the file as a whole is.</param>
    /// <param name="reason">What is wrong with it, with which value, and what to do about it.</param>
    /// <param name="innerException">The fault that was noticed first, if any.</param>
    public AdapterFormatException(string file, string? element, string reason, Exception? innerException = null)
        : base(element is null ? $"{Path.GetFileName(file)}: {reason}" : $"{Path.GetFileName(file)}: '{element}': {reason}", innerException)
    {
        File = file;
        Element = element;
    }

    /// <summary>Gets the path of the package or of the file in it that was read.</summary>
    public string File { get; }

    /// <summary>Gets the parameter, property or entry that is wrong, or null where the file as a whole is.</summary>
    public string? Element { get; }
}
