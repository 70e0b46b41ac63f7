using System.CommandLine;

namespace FoundationModels.Cli.Arguments;

/// <summary>The options that choose a model.</summary>
internal sealed class ModelArguments
{
    private readonly Option<string?> _path = new("--model", "-m")
    {
        Description = "A GGUF file, a Hugging Face folder, or the folder of a model package. Without it, the default model is used (see 'fm doctor').",
        HelpName = "PATH",
    };

    private readonly Option<int?> _threads = new("--threads", "-t") { Description = "CPU threads.", HelpName = "N" };

    private readonly Option<ModelPrecision> _precision = PrecisionOption.Create();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_path);
        command.Options.Add(_threads.AtLeast(1));
        command.Options.Add(_precision);
    }

    /// <summary>Reads what was given.</summary>
    public ModelSettings Read(ParseResult result) =>
        new(result.GetValue(_path), result.GetValue(_threads), result.GetValue(_precision));
}
