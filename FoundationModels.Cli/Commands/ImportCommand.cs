using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

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
        bool existed = Directory.Exists(folder);
        if (File.Exists(folder) || (existed && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new UsageException($"--out {folder}: it is there already and not an empty folder. Choose another one, or remove it.");

        var options = new ModelImportOptions { Precision = result.GetValue(_precision), GenAI = result.GetValue(_genAI) };
        long start = Stopwatch.GetTimestamp();
        try
        {
            using ImportProgressDisplay progress = ImportProgressDisplay.Create(_environment.Streams);
            await _environment.ImportModel(result.GetRequiredValue(_source), folder, options, progress, cancellationToken);
        }
        catch
        {
            // Half a package must not look like one.
            Remove(folder, keepFolder: existed);
            throw;
        }

        long size = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
        _environment.Streams.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{folder}: {ByteSize.Format(size)} in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
    }

    private static void Remove(string folder, bool keepFolder)
    {
        if (!Directory.Exists(folder))
            return;

        Directory.Delete(folder, recursive: true);
        if (keepFolder)
            Directory.CreateDirectory(folder);
    }
}
