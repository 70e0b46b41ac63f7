using System.CommandLine;

using FoundationModels.Cli.Arguments;
using FoundationModels.Cli.Chat;

namespace FoundationModels.Cli.Commands;

/// <summary><c>fm chat</c>: a conversation.</summary>
internal sealed class ChatCommand : Command
{
    private readonly FmEnvironment _environment;
    private readonly ConversationArguments _conversation = new();
    private readonly ModelArguments _model = new();
    private readonly SamplingArguments _sampling = new();
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Show tokens and speed on standard error." };

    /// <summary>Initializes the verb.</summary>
    public ChatCommand(FmEnvironment environment)
        : base("chat", "Have a conversation. /help lists its commands.")
    {
        _environment = environment;
        _conversation.AddTo(this);
        _model.AddTo(this);
        _sampling.AddTo(this);
        Options.Add(_verbose);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        Transcript transcript = _conversation.Read(result);
        await using Conversation conversation = await Conversation.BeginAsync(_environment, _model.Read(result), transcript, cancellationToken);
        if (_environment.Streams.IsInputTerminal)
            _environment.Streams.Error.WriteLine($"{conversation.ModelId}. /help lists commands, Ctrl-C stops an answer, /quit ends.");
        await new ChatLoop(_environment, conversation, _sampling.Read(result), result.GetValue(_verbose)).RunAsync();
    }
}
