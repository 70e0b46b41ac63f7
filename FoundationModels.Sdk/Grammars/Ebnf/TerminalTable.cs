using FoundationModels.Grammars.Automata;
using FoundationModels.Grammars.Regex;

namespace FoundationModels.Grammars.Ebnf;

/// <summary>Builds the automata of a grammar's terminals. Equal ones are one.</summary>
internal sealed class TerminalTable(AutomatonLimits limits, CancellationToken cancellation)
{
    // What is put together from several terminals has to be small, or it is not put together.
    private const int MaximumFailures = 50;
    private const int MaximumStatesOfAll = 1_000_000;

    private static readonly AutomatonLimits Small = new(MaximumStates: 4_000, MaximumSteps: 400_000);

    private readonly Dictionary<ByteAutomaton, int> _numbers = [];
    private readonly Dictionary<RegexNode, int?> _known = new(ReferenceEqualityComparer.Instance);
    private int _failures;
    private int _states;

    /// <summary>Gets the automata.</summary>
    public List<ByteAutomaton> Automata { get; } = [];

    /// <summary>The symbol of an expression, or null when its automaton is too large to be worth it.</summary>
    public int? TryAdd(RegexNode node)
    {
        if (_known.TryGetValue(node, out int? known))
            return known;
        if (_failures >= MaximumFailures)
            return null;
        try
        {
            return _known[node] = Add(node, new AutomatonLimits(Math.Min(Small.MaximumStates, limits.MaximumStates), Math.Min(Small.MaximumSteps, limits.MaximumSteps)));
        }
        catch (GrammarRefusal)
        {
            _failures++;
            return _known[node] = null;
        }
    }

    /// <summary>The symbol of a terminal.</summary>
    /// <exception cref="GrammarRefusal">Its automaton is too large.</exception>
    public int Add(EbnfExpression.Terminal terminal)
    {
        if (_known.TryGetValue(terminal.Node, out int? known) && known is { } symbol)
            return symbol;
        try
        {
            symbol = Add(terminal.Node, limits);
        }
        catch (GrammarRefusal refusal)
        {
            throw terminal.Place.Refuse($"{terminal.Source}: {refusal.Reason}");
        }
        _known[terminal.Node] = symbol;
        return symbol;
    }

    private int Add(RegexNode node, AutomatonLimits most)
    {
        var budget = new AutomatonBudget(most, cancellation);
        var whole = RegexNode.Join([RegexNode.Start, node, RegexNode.End]);
        var automaton = new RegexDeterminizer(RegexProgram.Translate(whole, budget), budget).Build();
        if (!_numbers.TryGetValue(automaton, out int number))
        {
            _states += automaton.StateCount;
            if (_states > MaximumStatesOfAll)
                throw new GrammarRefusal("", $"the terminals of the grammar have more than {MaximumStatesOfAll} states together");
            _numbers.Add(automaton, number = Automata.Count);
            Automata.Add(automaton);
        }
        return ~number;
    }
}
