namespace FoundationModels.Grammars.Automata;

/// <summary>Counts what a construction costs, and refuses to go on beyond its limits.</summary>
/// <param name="limits">The limits.</param>
/// <param name="cancellation">Stops the construction.</param>
internal sealed class AutomatonBudget(AutomatonLimits limits, CancellationToken cancellation)
{
    private const int StepsBetweenChecks = 1 << 14;

    private long _steps;
    private long _nextCheck = StepsBetweenChecks;

    /// <summary>Gets the limits.</summary>
    public AutomatonLimits Limits { get; } = limits;

    /// <summary>Counts steps.</summary>
    /// <exception cref="GrammarRefusal">There were too many.</exception>
    public void Spend(int steps)
    {
        _steps += steps;
        if (_steps < _nextCheck)
            return;
        cancellation.ThrowIfCancellationRequested();
        _nextCheck = _steps + StepsBetweenChecks;
        if (_steps > Limits.MaximumSteps)
            throw new GrammarRefusal("", $"its automaton takes more than {Limits.MaximumSteps} steps to build; make it simpler or its counts smaller");
    }

    /// <summary>Looks at the number of states so far.</summary>
    /// <exception cref="GrammarRefusal">There are too many.</exception>
    public void CheckStates(int count)
    {
        if (count > Limits.MaximumStates)
            throw new GrammarRefusal("", $"its automaton has more than {Limits.MaximumStates} states; make it simpler or its counts smaller");
    }
}
