using System.CommandLine;

using FoundationModels.Adapters;

namespace FoundationModels.Cli.Commands;

/// <summary><c>fm adapter check</c>: reads every byte of an adapter and says whether it belongs to a model.</summary>
internal sealed class AdapterCheckCommand : Command
{
    private readonly FmEnvironment _environment;
    private readonly Argument<string> _adapter = new("adapter") { Description = "The adapter." };
    private readonly Option<string?> _model = new("--model", "-m") { Description = "The model that it is for; without it, the default model.", HelpName = "PATH" };

    /// <summary>Initializes the verb.</summary>
    public AdapterCheckCommand(FmEnvironment environment)
        : base("check", "Check an adapter, and that it fits a model.")
    {
        _environment = environment;
        Arguments.Add(_adapter);
        Options.Add(_model);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        AdapterPackage package = AdapterPackage.Load(result.GetRequiredValue(_adapter), cancellationToken);
        AdapterBaseModel model = await AdapterBaseModel.OpenAsync(result.GetValue(_model), _environment, cancellationToken);
        package.CheckFits(model.Manifest);
        _environment.Streams.Output.WriteLine($"'{package.Metadata.Identifier}' is sound and fits {model.Manifest.Id}.");
    }
}
