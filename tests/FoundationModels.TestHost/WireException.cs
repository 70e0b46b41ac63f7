namespace FoundationModels.TestHost;

/// <summary>A request is not what the protocol says; the client is told where.</summary>
internal sealed class WireException(string message) : Exception(message);
