namespace FoundationModels;

/// <summary>A model cannot be imported because the disk has too little free space.</summary>
public sealed class InsufficientDiskSpaceException : FoundationModelsException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="folder">The folder that was to be written.</param>
    /// <param name="requiredBytes">The bytes that the import may need.</param>
    /// <param name="availableBytes">The bytes that are free.</param>
    public InsufficientDiskSpaceException(string folder, long requiredBytes, long availableBytes)
        : base($"The import needs up to {requiredBytes:N0} bytes below '{folder}', where {availableBytes:N0} are free. "
            + "Free some space ('fm models prune' removes what is no longer used), or set FOUNDATIONMODELS_HOME to a folder on another disk.")
    {
        Folder = folder;
        RequiredBytes = requiredBytes;
        AvailableBytes = availableBytes;
    }

    /// <summary>Gets the folder that was to be written.</summary>
    public string Folder { get; }

    /// <summary>Gets the bytes that the import may need.</summary>
    public long RequiredBytes { get; }

    /// <summary>Gets the bytes that are free.</summary>
    public long AvailableBytes { get; }
}
