using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Numbers;

/// <summary>Remembers automata of numbers by what they are, up to a number of states. Schemas have the same few bounds over and over.</summary>
internal static class NumberCache
{
    private const int MostStates = 200_000;
    private const int MostStatesOfOne = 10_000;

    private static readonly Dictionary<(ExactDecimal Value, NumberOrders Wanted), ByteAutomaton> Known = [];
    private static int _states;

    /// <summary>The automaton of a language, which is built if it isn't known.</summary>
    /// <param name="key">The bound with the wanted orders, or the divisor without any.</param>
    /// <param name="limits">The limits of building it.</param>
    /// <param name="language">Makes the language.</param>
    public static ByteAutomaton Find((ExactDecimal Value, NumberOrders Wanted) key, AutomatonLimits limits, Func<NumberLanguage> language)
    {
        lock (Known)
        {
            if (Known.TryGetValue(key, out var known))
                return known;
        }
        var built = language().Build(new AutomatonBudget(limits, CancellationToken.None));
        if (built.StateCount <= MostStatesOfOne)
            Remember(key, built);
        return built;
    }

    private static void Remember((ExactDecimal Value, NumberOrders Wanted) key, ByteAutomaton built)
    {
        lock (Known)
        {
            if (_states + built.StateCount > MostStates)
            {
                Known.Clear();
                _states = 0;
            }
            if (!Known.ContainsKey(key))
                _states += built.StateCount;
            Known[key] = built;
        }
    }
}
