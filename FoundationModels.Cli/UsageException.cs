namespace FoundationModels.Cli;

/// <summary>The command line is well formed, but what it asks for makes no sense. Ends the process with <see cref="ExitCode.Usage"/>.</summary>
internal sealed class UsageException(string message) : Exception(message);
