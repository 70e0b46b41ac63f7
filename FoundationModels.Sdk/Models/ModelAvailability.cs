namespace FoundationModels;

/// <summary>Whether a model can answer and, if not, why and what to do about it.</summary>
/// <remarks>Available means that a request will be tried, also where the first one has to make the model ready.</remarks>
public sealed record ModelAvailability
{
    private ModelAvailability(ModelUnavailableReason? reason, string? message)
    {
        Reason = reason;
        Message = message;
    }

    /// <summary>Gets the availability of a model that can answer.</summary>
    public static ModelAvailability Available { get; } = new(null, null);

    /// <summary>Gets whether the model can answer.</summary>
    public bool IsAvailable => Reason is null;

    /// <summary>Gets why it cannot answer, or null where it can.</summary>
    public ModelUnavailableReason? Reason { get; }

    /// <summary>Gets the reason as text with the way out, or null where the model can answer.</summary>
    public string? Message { get; }

    /// <summary>Makes the availability of a model that cannot answer.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="message">What is wrong, with which value, and what to do about it.</param>
    /// <exception cref="ArgumentException">The message is empty.</exception>
    public static ModelAvailability Unavailable(ModelUnavailableReason reason, string message)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(message);
        return new ModelAvailability(reason, message);
    }
}
