namespace FoundationModels.Cli;

/// <summary>Decides what Ctrl-C means: it cancels the turn that is running; at a prompt the second one in a row quits; elsewhere the first one cancels
/// the command and the second ends the process.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _command = new();
    private CancellationTokenSource? _turn;
    private bool _atPrompt;
    private bool _warned;

    /// <summary>Occurs when Ctrl-C was pressed once at a prompt, where it does nothing yet.</summary>
    public event Action? Warned;

    /// <summary>Gets the token that ends the whole command.</summary>
    public CancellationToken CommandToken => _command.Token;

    /// <summary>Handles one Ctrl-C.</summary>
    /// <returns>Whether the process should go on; false lets the system end it.</returns>
    public bool Press()
    {
        bool warn = false;
        lock (_gate)
        {
            if (_turn is not null)
            {
                _turn.Cancel();
                return true;
            }

            if (_command.IsCancellationRequested)
                return false;

            warn = _atPrompt && !_warned;
            _warned = warn;
        }

        if (warn)
            Warned?.Invoke();
        else
            _command.Cancel();
        return true;
    }

    /// <summary>Starts a turn that Ctrl-C cancels alone; dispose what is returned when it is over.</summary>
    public Turn BeginTurn()
    {
        lock (_gate)
        {
            _turn = CancellationTokenSource.CreateLinkedTokenSource(_command.Token);
            return new Turn(this, _turn.Token);
        }
    }

    /// <summary>Says that the command waits for a line now.</summary>
    public void BeginPrompt()
    {
        lock (_gate)
            _atPrompt = true;
    }

    /// <summary>Says that the wait for a line is over.</summary>
    /// <returns>Whether Ctrl-C was pressed during it.</returns>
    public bool EndPrompt()
    {
        lock (_gate)
        {
            _atPrompt = false;
            return _warned;
        }
    }

    /// <summary>Says that a line was entered, so that the next Ctrl-C at a prompt is a first one again.</summary>
    public void Forget()
    {
        lock (_gate)
            _warned = false;
    }

    /// <inheritdoc/>
    public void Dispose() => _command.Dispose();

    private void EndTurn()
    {
        lock (_gate)
        {
            _turn?.Dispose();
            _turn = null;
        }
    }

    /// <summary>The time in which Ctrl-C cancels one turn.</summary>
    internal readonly struct Turn(Interrupts owner, CancellationToken token) : IDisposable
    {
        /// <summary>Gets the token of this turn.</summary>
        public CancellationToken Token => token;

        /// <inheritdoc/>
        public void Dispose() => owner.EndTurn();
    }
}
