namespace FoundationModels;

/// <summary>The running responses of a model need more memory for their keys and values than is allowed.</summary>
public sealed class KeyValueMemoryException : InferenceException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="bytesNeeded">The bytes of all running responses, the refused one included.</param>
    /// <param name="bytesAllowed">The limit.</param>
    public KeyValueMemoryException(long bytesNeeded, long bytesAllowed)
        : base(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"The running responses need {bytesNeeded:N0} bytes for keys and values, {bytesAllowed:N0} are allowed. Run fewer at once, shorten the prompts or raise the limit."))
    {
        BytesNeeded = bytesNeeded;
        BytesAllowed = bytesAllowed;
    }

    /// <summary>Gets the bytes that all running responses need, the refused one included.</summary>
    public long BytesNeeded { get; }

    /// <summary>Gets the limit in bytes.</summary>
    public long BytesAllowed { get; }
}
