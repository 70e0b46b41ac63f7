using System.CommandLine;

using FoundationModels.Adapters;
using FoundationModels.Adapters.Import;
using FoundationModels.Cli.Arguments;
using FoundationModels.Cli.Output;

namespace FoundationModels.Cli.Commands;

/// <summary><c>fm adapter import</c>: makes an adapter package from an adapter of another tool.</summary>
internal sealed class AdapterImportCommand : Command
{
    private readonly FmEnvironment _environment;
    private readonly Argument<string> _source = new("source") { Description = "A PEFT folder with adapter_config.json, or a GGUF adapter." };
    private readonly Option<string> _out = new("--out", "-o") { Description = "The package: a file that ends with .fmadapter, or a folder.", HelpName = "PATH", Required = true };
    private readonly Option<string?> _model = new("--model", "-m") { Description = "The model that the adapter was trained on; without it, the default model.", HelpName = "PATH" };
    private readonly Option<string?> _id = new("--id") { Description = "The adapter's name; without it, that of the source.", HelpName = "NAME" };
    private readonly Option<string?> _author = new("--author") { Description = "Who made it." };
    private readonly Option<string?> _description = new("--description") { Description = "What it is for." };
    private readonly Option<string?> _license = new("--license") { Description = "The adapter's licence." };
    private readonly MetadataArguments _metadata = new();
    private readonly Option<bool> _half = new("--half") { Description = "Store the matrices in 16 bits." };

    /// <summary>Initializes the verb.</summary>
    public AdapterImportCommand(FmEnvironment environment)
        : base("import", "Make an adapter package from a PEFT folder or a GGUF adapter.")
    {
        _environment = environment;
        Arguments.Add(_source);
        Options.Add(_out);
        Options.Add(_model);
        Options.Add(_id);
        Options.Add(_author);
        Options.Add(_description);
        Options.Add(_license);
        _metadata.AddTo(this);
        Options.Add(_half);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string path = result.GetRequiredValue(_out);
        if (File.Exists(path) || Directory.Exists(path))
            throw new UsageException($"--out {path}: it is there already. Choose another one, or remove it.");
        AdapterBaseModel model = await AdapterBaseModel.OpenAsync(result.GetValue(_model), _environment, cancellationToken);
        ImportedAdapter adapter = AdapterImporter.Read(result.GetRequiredValue(_source), model.Manifest);
        AdapterMetadata metadata = adapter.Metadata with
        {
            Identifier = result.GetValue(_id) ?? adapter.Metadata.Identifier,
            Author = result.GetValue(_author),
            Description = result.GetValue(_description),
            License = result.GetValue(_license),
            CreatorDefined = _metadata.Read(result),
        };
        AdapterPackageWriter.Write(path, metadata, adapter.Updates, result.GetValue(_half) ? AdapterElementType.Half : AdapterElementType.Single);
        _environment.Streams.Output.WriteLine(
            $"{path}: '{metadata.Identifier}' for {model.Manifest.Id}, {adapter.Updates.Count} maps ({string.Join(", ", metadata.TargetModules)}) of rank up to {metadata.Rank}, "
            + ByteSize.Format(SizeOf(path)));
    }

    private static long SizeOf(string path) => Directory.Exists(path)
        ? new DirectoryInfo(path).EnumerateFiles().Sum(file => file.Length)
        : new FileInfo(path).Length;
}
