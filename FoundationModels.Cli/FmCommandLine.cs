using System.CommandLine;

using FoundationModels.Cli.Commands;

namespace FoundationModels.Cli;

/// <summary>The whole command line: parses, runs a verb, and turns what went wrong into one line and an exit code.</summary>
internal static class FmCommandLine
{
    private const string Debug = "--debug";

    // A prompt may begin with '@': it is never a file of further arguments.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">The arguments without the program's name.</param>
    /// <param name="environment">Where it runs.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, FmEnvironment environment)
    {
        ParseResult result = CreateRoot(environment).Parse(arguments, Parser);
        TextWriter error = environment.Streams.Error;
        if (result.Errors.Count > 0 && result.Action is System.CommandLine.Invocation.ParseErrorAction)
            return ReportUsage(error, result, result.Errors.Select(e => e.Message));

        try
        {
            return await result.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = environment.Streams.Output,
                    Error = error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                },
                environment.Interrupts.CommandToken);
        }
        catch (UsageException e)
        {
            return ReportUsage(error, result, [e.Message]);
        }
        catch (OperationCanceledException) when (environment.Interrupts.CommandToken.IsCancellationRequested)
        {
            return ExitCode.Cancelled;
        }
        catch (Exception e)
        {
            error.WriteLine(result.GetValue<bool>(Debug) ? $"fm: {e}" : $"fm: {e.Message.ReplaceLineEndings(" ")}");
            return ExitCode.Failure;
        }
    }

    /// <summary>The tree of all verbs and options.</summary>
    /// <param name="environment">Where verbs run.</param>
    public static RootCommand CreateRoot(FmEnvironment environment) => new("Run a language model on this machine.")
    {
        new Option<bool>(Debug) { Description = "Show where an error came from.", Recursive = true },
        new RespondCommand(environment),
        new ChatCommand(environment),
        new SchemaCommand(environment),
        new TokensCommand(environment),
        new ImportCommand(environment),
        new AdapterCommand(environment),
        new ModelsCommand(environment),
        new DoctorCommand(environment),
        new BenchCommand(environment),
    };

    private static int ReportUsage(TextWriter error, ParseResult result, IEnumerable<string> messages)
    {
        foreach (string message in messages)
            error.WriteLine($"fm: {message}");

        string verb = result.CommandResult.Command is RootCommand ? "" : $" {result.CommandResult.Command.Name}";
        error.WriteLine($"See 'fm{verb} --help'.");
        return ExitCode.Usage;
    }
}
