namespace FoundationModels;

/// <summary>A session was asked while it was still responding. A session does one thing at a time.</summary>
public sealed class ConcurrentRequestsException : FoundationModelsException
{
    /// <summary>Initializes the exception.</summary>
    public ConcurrentRequestsException()
        : base("The session is still responding to an earlier prompt. Await that response, cancel it, or use a session for each conversation; IsResponding tells beforehand.")
    {
    }
}
