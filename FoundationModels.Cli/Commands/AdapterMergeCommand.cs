using System.CommandLine;

using FoundationModels.Adapters;
using FoundationModels.Adapters.Sets;
using FoundationModels.Cli.Arguments;
using FoundationModels.Cli.Output;
using FoundationModels.Import;
using FoundationModels.Packages;

namespace FoundationModels.Cli.Commands;

/// <summary><c>fm adapter merge</c>: makes a model package whose weights have adapters added to them.</summary>
internal sealed class AdapterMergeCommand : Command
{
    private readonly FmEnvironment _environment;
    private readonly Argument<string[]> _adapters = new("adapter") { Description = "Adapter packages.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _out = new("--out", "-o") { Description = "The folder of the package; it has to be empty or absent.", HelpName = "FOLDER", Required = true };
    private readonly Option<string?> _model = new("--model", "-m") { Description = "The model: a GGUF file or a Hugging Face folder; without it, the default model.", HelpName = "PATH" };
    private readonly Option<double[]> _weights = new("--weight", "-w") { Description = "How strongly an adapter acts (1); one for each, in their order.", HelpName = "N" };
    private readonly Option<ModelPrecision> _precision = PrecisionOption.Create();

    /// <summary>Initializes the verb.</summary>
    public AdapterMergeCommand(FmEnvironment environment)
        : base("merge", "Make a model package with adapters in its weights.")
    {
        _environment = environment;
        Arguments.Add(_adapters);
        Options.Add(_out);
        Options.Add(_model);
        Options.Add(_weights);
        Options.Add(_precision);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string[] paths = result.GetRequiredValue(_adapters);
        double[] weights = result.GetValue(_weights) is { Length: > 0 } given ? given : [.. paths.Select(_ => 1.0)];
        if (weights.Length != paths.Length)
            throw new UsageException($"--weight: {weights.Length} weights for {paths.Length} adapters. Give one for each, or none.");
        if (weights.Any(weight => !float.IsFinite((float)weight)))
            throw new UsageException("--weight: a weight has to be a finite number.");
        string folder = result.GetRequiredValue(_out);
        var destination = new PackageDestination(folder);
        AdapterBaseModel model = await AdapterBaseModel.OpenAsync(result.GetValue(_model), _environment, cancellationToken);
        if (ModelPackage.IsPackage(model.Path))
            throw new UsageException($"--model {model.Path}: it is a package, whose weights are encoded already. Give the file or folder that it was imported from.");

        List<(AdapterPackage Package, float Weight)> adapters = [];
        foreach ((string path, double weight) in paths.Zip(weights))
        {
            AdapterPackage adapter = AdapterPackage.Load(path, cancellationToken);
            adapter.CheckFits(model.Manifest);
            adapters.Add((adapter, (float)weight));
        }

        var options = new ModelImportOptions { Precision = result.GetValue(_precision) };
        await destination.WriteAsync(_environment.Streams, progress => ModelImporter.ImportChangedAsync(
            model.Path, folder, new AdapterMerge(adapters), options, progress, cancellationToken));
    }
}
