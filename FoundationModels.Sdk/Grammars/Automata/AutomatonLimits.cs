namespace FoundationModels.Grammars.Automata;

/// <summary>What the construction of one automaton may cost.</summary>
/// <param name="MaximumStates">The most states, before minimization.</param>
/// <param name="MaximumSteps">The most transitions that are computed.</param>
internal sealed record AutomatonLimits(int MaximumStates = 50_000, int MaximumSteps = 4_000_000)
{
    /// <summary>Gets the limits that hold where nobody says otherwise.</summary>
    public static AutomatonLimits Default { get; } = new();
}
