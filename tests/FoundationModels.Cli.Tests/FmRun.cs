namespace FoundationModels.Cli.Tests;

/// <summary>What one command line did.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record FmRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a command line on a scripted model.</summary>
    /// <param name="model">The model that every verb opens.</param>
    /// <param name="arguments">The arguments.</param>
    public static Task<FmRun> WithAsync(ILanguageModel model, params string[] arguments) => new FmHost { Model = model }.RunAsync(arguments);
}
