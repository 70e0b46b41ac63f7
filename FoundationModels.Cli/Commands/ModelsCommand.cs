using System.CommandLine;

using FoundationModels.Cli.Arguments;
using FoundationModels.Cli.Output;
using FoundationModels.Packages;

namespace FoundationModels.Cli.Commands;

/// <summary><c>fm models</c>: what is in the user's store, and what may go.</summary>
internal sealed class ModelsCommand : Command
{
    private const int DefaultDays = 30;

    private readonly FmEnvironment _environment;
    private readonly Option<bool> _json = new("--json") { Description = "Print a JSON array." };
    private readonly Argument<string> _name = new("name") { Description = "A model's name, or the beginning of its key." };
    private readonly Option<int?> _days = new("--days") { Description = $"How long a model has to be unused ({DefaultDays}).", HelpName = "N" };

    /// <summary>Initializes the verb.</summary>
    public ModelsCommand(FmEnvironment environment)
        : base("models", "List, remove or prune imported models.")
    {
        _environment = environment;
        Options.Add(_json);
        SetAction(List);

        var remove = new Command("remove", "Remove an imported model; its next use imports it again.");
        remove.Arguments.Add(_name);
        remove.SetAction(Remove);
        Subcommands.Add(remove);

        var prune = new Command("prune", "Remove models that were not used for some time, are damaged, or have an older format.");
        prune.Options.Add(_days.AtLeast(0));
        prune.SetAction(Prune);
        Subcommands.Add(prune);
    }

    private void List(ParseResult result)
    {
        IReadOnlyList<StoredPackage> packages = _environment.OpenStore().Contents.List();
        if (result.GetValue(_json))
            JsonOutput.Write(_environment.Streams.Output, json => ModelList.Write(json, packages));
        else if (packages.Count == 0)
            _environment.Streams.Output.WriteLine("No model was imported yet.");
        else
            ModelList.Write(_environment.Streams.OutputConsole, packages);
    }

    private void Remove(ParseResult result)
    {
        StoreContents contents = _environment.OpenStore().Contents;
        foreach (StoredPackage package in StoredPackageName.Find(contents.List(), result.GetRequiredValue(_name)))
        {
            if (!contents.Remove(package.Key))
                throw new FoundationModelsException($"{StoredPackageName.ShortKey(package)} is in use by another process. Try again when it has ended.");
            Report(package);
        }
    }

    private void Prune(ParseResult result)
    {
        IReadOnlyList<StoredPackage> removed = _environment.OpenStore().Contents.Prune(TimeSpan.FromDays(result.GetValue(_days) ?? DefaultDays));
        foreach (StoredPackage package in removed)
            Report(package);
        if (removed.Count == 0)
            _environment.Streams.Output.WriteLine("There was nothing to remove.");
    }

    private void Report(StoredPackage package) => _environment.Streams.Output.WriteLine(
        $"Removed {package.ModelId ?? "(damaged)"} {StoredPackageName.ShortKey(package)}: {ByteSize.Format(package.Bytes)}");
}
