namespace FoundationModels;

/// <summary>An adapter is sound and does not belong to the model that it was to be used with.</summary>
public sealed class AdapterMismatchException : FoundationModelsException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="adapter">The adapter's name.</param>
    /// <param name="modelId">The model's name.</param>
    /// <param name="reason">What does not fit, and what to do about it.</param>
    public AdapterMismatchException(string adapter, string modelId, string reason)
        : base($"The adapter '{adapter}' does not fit the model '{modelId}': {reason}")
    {
        Adapter = adapter;
        ModelId = modelId;
    }

    /// <summary>Gets the adapter's name.</summary>
    public string Adapter { get; }

    /// <summary>Gets the model's name.</summary>
    public string ModelId { get; }
}
