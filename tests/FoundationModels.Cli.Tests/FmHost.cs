using FoundationModels.Cli.Arguments;
using FoundationModels.Cli.Output;
using FoundationModels.Import;

namespace FoundationModels.Cli.Tests;

/// <summary>Runs command lines in this process with streams and a model of our own.</summary>
internal sealed class FmHost
{
    /// <summary>Gets the model that every verb opens.</summary>
    public ILanguageModel Model { get; init; } = ScriptedLanguageModel.Echo();

    /// <summary>Gets what is on standard input, or null where it is a terminal.</summary>
    public string? Input { get; init; }

    /// <summary>Gets which of output and error are terminals.</summary>
    public Terminals Terminals { get; init; }

    /// <summary>Gets what Ctrl-C does.</summary>
    public Interrupts Interrupts { get; } = new();

    /// <summary>Gets the settings of the models that were opened.</summary>
    public List<ModelSettings> Opened { get; } = [];

    /// <summary>Gets what opens models instead of <see cref="Model"/>, or null.</summary>
    public FmEnvironment.ModelOpener? Opener { get; init; }

    /// <summary>Gets what imports models.</summary>
    public FmEnvironment.ModelImport Import { get; init; } = ModelImporter.ImportAsync;

    /// <summary>Runs a command line.</summary>
    public async Task<FmRun> RunAsync(params string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        var environment = new FmEnvironment
        {
            Streams = new StandardStreams(
                new StringReader(Input ?? ""), output, error, Terminals | (Input is null ? Terminals.Input : Terminals.None), useColor: false),
            Interrupts = Interrupts,
            ImportModel = Import,
            OpenModel = async (settings, progress, cancellationToken) =>
            {
                Opened.Add(settings);
                return Opener is null ? Model : await Opener(settings, progress, cancellationToken);
            },
        };
        int exitCode = await FmCommandLine.RunAsync(arguments, environment);
        return new FmRun(exitCode, output.ToString(), error.ToString());
    }
}
