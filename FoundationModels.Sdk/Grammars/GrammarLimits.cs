namespace FoundationModels;

/// <summary>What compiling a grammar and matching with it may cost. What needs more is refused.</summary>
public sealed record GrammarLimits
{
    /// <summary>Gets the most states of the automaton of one text: a pattern, a format, an enumeration, or a combination of these.</summary>
    public int MaximumAutomatonStates { get; init; } = 50_000;

    /// <summary>Gets the most steps of the search for a way to complete one object or array.</summary>
    public int MaximumSearchSteps { get; init; } = 20_000;

    /// <summary>Gets the deepest nesting of values in a text.</summary>
    public int MaximumDepth { get; init; } = 1_000;
}
