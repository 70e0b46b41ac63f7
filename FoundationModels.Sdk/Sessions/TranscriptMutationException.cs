namespace FoundationModels;

/// <summary>A session's transcript was set while the session was responding.</summary>
public sealed class TranscriptMutationException : FoundationModelsException
{
    /// <summary>Initializes the exception.</summary>
    public TranscriptMutationException()
        : base("The transcript cannot be set while the session is responding. Await or cancel the response first; IsResponding tells beforehand.")
    {
    }
}
