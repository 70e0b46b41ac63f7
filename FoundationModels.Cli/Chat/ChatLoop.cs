using FoundationModels.Cli.Output;

using Spectre.Console;

namespace FoundationModels.Cli.Chat;

/// <summary>Reads lines, answers prompts and runs slash commands, until the input ends or the user quits.</summary>
internal sealed class ChatLoop(FmEnvironment environment, Conversation conversation, GenerationOptions options, bool verbose)
{
    private readonly StandardStreams _streams = environment.Streams;
    private readonly ChatCommands _commands = new(conversation, environment.Streams.Error);
    private readonly TerminalText _output = new(environment.Streams.Output, environment.Streams.IsOutputTerminal);

    /// <summary>Runs the chat.</summary>
    /// <exception cref="OperationCanceledException">Ctrl-C was pressed twice at the prompt.</exception>
    public async Task RunAsync()
    {
        var input = new LineInput(_streams.Input, environment.Interrupts);
        void Warn() => _streams.Error.WriteLine("\nPress Ctrl-C again to quit.");
        environment.Interrupts.Warned += Warn;
        try
        {
            do
                ShowPrompt();
            while (await input.ReadAsync() is { } line && await HandleAsync(line));
        }
        finally
        {
            environment.Interrupts.Warned -= Warn;
        }
    }

    // The mark is for people only: where input or output is a file, the output is the answers and nothing else.
    private void ShowPrompt()
    {
        if (_streams.IsInputTerminal && _streams.IsErrorTerminal)
            _streams.ErrorConsole.Markup("[green]>[/] ");
    }

    private async Task<bool> HandleAsync(string line)
    {
        using Interrupts.Turn turn = environment.Interrupts.BeginTurn();
        try
        {
            if (SlashCommand.Parse(line) is { } command)
                return await _commands.RunAsync(command, turn.Token);
            if (!string.IsNullOrWhiteSpace(line))
                await AnswerAsync(line, turn.Token);
        }
        catch (OperationCanceledException) when (turn.Token.IsCancellationRequested)
        {
            _streams.Error.WriteLine("Cancelled; nothing of this turn is kept.");
        }
        catch (Exception e) when (e is FoundationModelsException or UsageException or IOException or UnauthorizedAccessException)
        {
            _streams.Error.WriteLine(e.Message);
        }

        return true;
    }

    private async Task AnswerAsync(string prompt, CancellationToken cancellationToken)
    {
        try
        {
            TimedResponse answer = await TimedResponse.StreamAsync(conversation.Session, prompt, options, _output.Write, cancellationToken);
            _output.EndLine();
            if (verbose)
                _streams.Error.WriteLine(answer);
        }
        finally
        {
            _output.EndLine();
        }
    }
}
