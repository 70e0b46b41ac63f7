using FoundationModels.Cli.Arguments;

namespace FoundationModels.Cli.Chat;

/// <summary>What the slash commands of a chat do.</summary>
internal sealed class ChatCommands(Conversation conversation, TextWriter notes)
{
    private static readonly (string Syntax, string Description)[] Help =
    [
        ("/help", "lists these commands"),
        ("/quit", "ends the chat"),
        ("/clear", "forgets the conversation, keeps the instructions"),
        ("/save FILE", "saves the conversation"),
        ("/resume FILE", "continues a saved conversation"),
        ("/model [PATH]", "shows the model, or goes on with another one"),
        ("/instructions [TEXT]", "shows the instructions, or replaces them"),
        ("/usage", "shows the tokens of the conversation"),
    ];

    /// <summary>Runs a command.</summary>
    /// <returns>Whether the chat goes on.</returns>
    /// <exception cref="UsageException">There is no such command, or it lacks its argument.</exception>
    public async Task<bool> RunAsync(SlashCommand command, CancellationToken cancellationToken)
    {
        switch (command.Name)
        {
            case "help":
                foreach ((string syntax, string description) in Help)
                    notes.WriteLine($"{syntax,-22}{description}");
                break;
            case "quit" or "exit":
                return false;
            case "clear":
                conversation.Clear();
                notes.WriteLine("The conversation is empty.");
                break;
            case "save":
                TranscriptFile.Write(Argument(command, "FILE"), conversation.Session.Transcript);
                notes.WriteLine($"Saved to {command.Argument}.");
                break;
            case "resume":
                conversation.Session.Transcript = TranscriptFile.Read(Argument(command, "FILE"));
                notes.WriteLine($"Resumed {command.Argument}: {conversation.Session.Transcript.Count} entries.");
                break;
            case "model":
                if (command.Argument.Length > 0)
                    await conversation.ReplaceModelAsync(command.Argument, cancellationToken);
                notes.WriteLine(conversation.ModelId);
                break;
            case "instructions":
                if (command.Argument.Length > 0)
                    conversation.ReplaceInstructions(command.Argument);
                notes.WriteLine(conversation.Instructions ?? "There are no instructions.");
                break;
            case "usage":
                Usage usage = conversation.Usage;
                notes.WriteLine($"{usage.InputTokens} input tokens ({usage.CachedTokens} cached), {usage.OutputTokens} output tokens");
                break;
            default:
                throw new UsageException($"There is no /{command.Name}. See /help.");
        }

        return true;
    }

    private static string Argument(SlashCommand command, string name) => command.Argument.Length > 0
        ? command.Argument
        : throw new UsageException($"/{command.Name} needs a {name}.");
}
