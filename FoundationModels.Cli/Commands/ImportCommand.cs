using System.CommandLine;

using FoundationModels.Cli.Arguments;
using FoundationModels.Cli.Output;

namespace FoundationModels.Cli.Commands;

/// <summary><c>fm import</c>: makes the model package that an app ships.</summary>
internal sealed class ImportCommand : Command
{
    private readonly FmEnvironment _environment;
    private readonly Argument<string> _source = new("source") { Description = "A GGUF file, or a folder with config.json and safetensors." };
    private readonly Option<string> _out = new("--out", "-o") { Description = "The folder of the package; it has to be empty or absent.", HelpName = "FOLDER", Required = true };
    private readonly Option<ModelPrecision> _precision = PrecisionOption.Create();
    private readonly Option<bool> _genAI = new("--genai") { Description = "Also write what ONNX Runtime GenAI needs." };

    /// <summary>Initializes the verb.</summary>
    public ImportCommand(FmEnvironment environment)
        : base("import", "Make a model package from a GGUF file or a Hugging Face folder.")
    {
        _environment = environment;
        Arguments.Add(_source);
        Options.Add(_out);
        Options.Add(_precision);
        Options.Add(_genAI);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string folder = result.GetRequiredValue(_out);
        var destination = new PackageDestination(folder);
        var options = new ModelImportOptions { Precision = result.GetValue(_precision), GenAI = result.GetValue(_genAI) };
        string source = result.GetRequiredValue(_source);
        await destination.WriteAsync(_environment.Streams, progress => _environment.ImportModel(source, folder, options, progress, cancellationToken));
    }
}
