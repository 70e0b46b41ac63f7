using System.CommandLine;

namespace FoundationModels.Cli.Arguments;

/// <summary>The options that say what a conversation begins with.</summary>
internal sealed class ConversationArguments
{
    private readonly Option<string?> _instructions = new("--instructions", "-i")
    {
        Description = "What the model should know before the prompt.",
        HelpName = "TEXT",
    };

    private readonly Option<string?> _resume = new("--resume", "-r") { Description = "Continue a saved conversation.", HelpName = "FILE" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_instructions);
        command.Options.Add(_resume);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_instructions) is not null && result.GetResult(_resume) is not null)
                result.AddError("--instructions cannot be combined with --resume: the saved conversation has its own.");
        });
    }

    /// <summary>Reads the conversation to begin with: a saved one, the instructions alone, or nothing.</summary>
    public Transcript Read(ParseResult result)
    {
        if (result.GetValue(_resume) is { } file)
            return TranscriptFile.Read(file);
        return result.GetValue(_instructions) is { Length: > 0 } text ? [new Transcript.Instructions(text)] : [];
    }
}
