using System.CommandLine;

namespace FoundationModels.Cli.Commands;

/// <summary><c>fm adapter</c>: what is done with adapters as files.</summary>
internal sealed class AdapterCommand : Command
{
    /// <summary>Initializes the verb.</summary>
    public AdapterCommand(FmEnvironment environment)
        : base("adapter", "Look at adapters, make them and put them into models.")
    {
        Subcommands.Add(new AdapterInfoCommand(environment));
        Subcommands.Add(new AdapterCheckCommand(environment));
        Subcommands.Add(new AdapterImportCommand(environment));
        Subcommands.Add(new AdapterMergeCommand(environment));
        Subcommands.Add(new AdapterTrainCommand(environment));
    }
}
