namespace FoundationModels.Cli.Chat;

/// <summary>Reads lines so that Ctrl-C can end the wait for one: reading a terminal itself cannot be cancelled.</summary>
internal sealed class LineInput(TextReader input, Interrupts interrupts)
{
    /// <summary>Reads the next line.</summary>
    /// <returns>The line, or null at the end of the input.</returns>
    /// <exception cref="OperationCanceledException">Ctrl-C asked to quit.</exception>
    public async Task<string?> ReadAsync()
    {
        CancellationToken quit = interrupts.CommandToken;
        while (true)
        {
            interrupts.BeginPrompt();
            string? line = await Task.Run(input.ReadLine, quit).WaitAsync(quit);

            bool interrupted = interrupts.EndPrompt();
            if (line is not null)
                interrupts.Forget();

            // On Windows Ctrl-C ends the read as if the input were at its end.
            if (line is not null || !interrupted)
                return line;
        }
    }
}
