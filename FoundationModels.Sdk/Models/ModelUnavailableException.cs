namespace FoundationModels;

/// <summary>A model was asked that cannot answer. <see cref="ILanguageModel.Availability"/> tells before.</summary>
public sealed class ModelUnavailableException : FoundationModelsException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="modelId">The model's name.</param>
    /// <param name="reason">Why it cannot answer.</param>
    /// <param name="message">What is wrong, with which value, and what to do about it.</param>
    /// <param name="innerException">The fault that was noticed first, if any.</param>
    public ModelUnavailableException(string modelId, ModelUnavailableReason reason, string message, Exception? innerException = null)
        : base($"The model '{modelId}' is not available ({reason}): {message}", innerException)
    {
        ModelId = modelId;
        Reason = reason;
    }

    /// <summary>Gets the model's name.</summary>
    public string ModelId { get; }

    /// <summary>Gets why the model cannot answer.</summary>
    public ModelUnavailableReason Reason { get; }
}
