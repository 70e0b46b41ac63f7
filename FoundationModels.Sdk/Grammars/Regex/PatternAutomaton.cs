using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Regex;

/// <summary>Patterns as ECMA-262 has them, as automata. Those used lately are remembered.</summary>
internal static class PatternAutomaton
{
    private const int MaximumRemembered = 512;
    private const int MaximumRememberedStates = 20_000;

    private static readonly Dictionary<string, ByteAutomaton> Known = new(StringComparer.Ordinal);

    /// <summary>The texts that contain a match of a pattern, as the keyword <c>pattern</c> of JSON Schema asks.</summary>
    /// <exception cref="GrammarRefusal">The pattern isn't supported, or needs too many states.</exception>
    public static ByteAutomaton Compile(string pattern, AutomatonLimits? limits = null, CancellationToken cancellation = default) =>
        Remembered(pattern, whole: false, limits, cancellation);

    /// <summary>The texts that a pattern matches from start to end.</summary>
    /// <exception cref="GrammarRefusal">The pattern isn't supported, or needs too many states.</exception>
    public static ByteAutomaton CompileWhole(string pattern, AutomatonLimits? limits = null, CancellationToken cancellation = default) =>
        Remembered(pattern, whole: true, limits, cancellation);

    /// <summary>Parses a pattern without building its automaton.</summary>
    /// <exception cref="GrammarRefusal">The pattern isn't supported.</exception>
    public static void Check(string pattern) => RegexParser.Parse(pattern);

    private static ByteAutomaton Remembered(string pattern, bool whole, AutomatonLimits? limits, CancellationToken cancellation)
    {
        string key = (whole ? "=" : "~") + pattern;
        lock (Known)
        {
            if (Known.TryGetValue(key, out var known))
                return known;
        }
        var built = Build(pattern, whole, new AutomatonBudget(limits ?? AutomatonLimits.Default, cancellation));
        if (built.StateCount > MaximumRememberedStates)
            return built;
        lock (Known)
        {
            if (Known.Count >= MaximumRemembered)
                Known.Clear();
            Known[key] = built;
        }
        return built;
    }

    private static ByteAutomaton Build(string pattern, bool whole, AutomatonBudget budget)
    {
        var node = RegexParser.Parse(pattern);
        if (whole)
            node = RegexNode.Join([RegexNode.Start, node, RegexNode.End]);
        return new RegexDeterminizer(RegexProgram.Translate(node, budget), budget).Build();
    }
}
