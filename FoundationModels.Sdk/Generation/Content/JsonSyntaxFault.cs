namespace FoundationModels.Generation;

/// <summary>Says what is wrong with a JSON text, and where.</summary>
#pragma warning disable CA1032, CA1064 // Becomes a GeneratedContentParsingException that knows the whole text.
internal sealed class JsonSyntaxFault(string message) : Exception(message);
#pragma warning restore CA1032, CA1064
