using System.CommandLine;

using FoundationModels.Cli.Arguments;
using FoundationModels.Cli.Output;
using FoundationModels.Conformance;
using FoundationModels.Import;
using FoundationModels.Packages;
using FoundationModels.Sdk.Tests;

namespace FoundationModels.Cli.Tests;

/// <summary>Runs command lines in this process with streams, models and a store of our own.</summary>
internal sealed class FmHost
{
    private static readonly Lazy<Tokenizer> DefaultTokenizer =
        new(() => Tokenizer.Load(SharedData.InRepository("models", "SmolLM2-135M-Instruct", "tokenizer.json")));

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

    /// <summary>Gets the folder of the store.</summary>
    public string StoreFolder { get; init; } = Path.Combine(Path.GetTempPath(), "fm-test-no-store");

    /// <summary>Gets where the default model is looked for.</summary>
    public ModelPlaces Places { get; init; } = new(null, null, Path.GetTempPath(), null);

    /// <summary>Gets the store of imported models, or null for one of packages without a model.</summary>
    public ModelStore? Store { get; init; }

    /// <summary>Opens the store.</summary>
    public ModelStore OpenStore() => Store ?? new(StoreFolder, (source, folder, precision, _, _) =>
    {
        FakePackage.Write(folder, File.ReadAllBytes(source), precision);
        return Task.CompletedTask;
    });

    /// <summary>The tree of all verbs and options.</summary>
    public RootCommand CreateRoot() => FmCommandLine.CreateRoot(CreateEnvironment(TextWriter.Null, TextWriter.Null));

    /// <summary>Runs a command line.</summary>
    public async Task<FmRun> RunAsync(params string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        int exitCode = await FmCommandLine.RunAsync(arguments, CreateEnvironment(output, error));
        return new FmRun(exitCode, output.ToString(), error.ToString());
    }

    private FmEnvironment CreateEnvironment(TextWriter output, TextWriter error) => new()
    {
        Streams = new StandardStreams(
            new StringReader(Input ?? ""), output, error, Terminals | (Input is null ? Terminals.Input : Terminals.None), useColor: false),
        Interrupts = Interrupts,
        ImportModel = Import,
        OpenStore = OpenStore,
        Places = Places,
        OpenTokenizer = (_, _, _) => Task.FromResult(DefaultTokenizer.Value),
        OpenModel = async (settings, progress, cancellationToken) =>
        {
            Opened.Add(settings);
            return Opener is null ? Model : await Opener(settings, progress, cancellationToken);
        },
    };
}
