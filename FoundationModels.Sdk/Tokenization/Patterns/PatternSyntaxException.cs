namespace FoundationModels.Tokenization.Patterns;

/// <summary>A regular expression that is malformed or uses what the matcher does not have. The reader of the file turns it into a format error.</summary>
internal sealed class PatternSyntaxException(string message) : Exception(message);
