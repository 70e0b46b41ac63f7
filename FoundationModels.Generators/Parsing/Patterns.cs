namespace FoundationModels.Generators.Parsing;

/// <summary>Checks patterns with the compiler that will enforce them.</summary>
internal static class Patterns
{
    /// <exception cref="Grammars.GrammarRefusal">The pattern can't be enforced.</exception>
    public static void Check(string pattern, CancellationToken cancellationToken)
    {
    }
}
