using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Ebnf;

/// <summary>The lengths in bytes of the shortest texts that rules and the rests of productions yield.</summary>
internal sealed class ShortestTexts
{
    /// <summary>The length where there is no text. Sums of a few lengths stay below the greatest number.</summary>
    public const long None = long.MaxValue / 8;

    private readonly int[] _symbols;
    private readonly IReadOnlyList<ByteAutomaton> _terminals;
    private readonly long[] _rules;
    private readonly int[] _best;
    private readonly long[] _rests;

    /// <summary>Works the lengths out.</summary>
    public ShortestTexts(int[] symbols, int[][] productions, IReadOnlyList<ByteAutomaton> terminals)
    {
        (_symbols, _terminals) = (symbols, terminals);
        _rules = new long[productions.Length];
        Array.Fill(_rules, None);
        _best = new int[productions.Length];
        _rests = new long[symbols.Length];
        // Rules mostly stand before those that they use. A rule's best production is set only when it is strictly better, so that best productions never go in a circle.
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int rule = productions.Length - 1; rule >= 0; rule--)
                changed |= Improve(rule, productions[rule]);
        }
        for (int position = symbols.Length - 1; position >= 0; position--)
            _rests[position] = symbols[position] == EbnfGrammar.End ? 0 : Sum(OfSymbol(symbols[position]), _rests[position + 1]);
    }

    /// <summary>The length of the shortest text of a rule, or <see cref="None"/>.</summary>
    public long OfRule(int rule) => _rules[rule];

    /// <summary>The length of the shortest text from a place in a production to its end, or <see cref="None"/>.</summary>
    public long OfRest(int position) => _rests[position];

    /// <summary>Where the production with the shortest text of a rule starts.</summary>
    public int BestProduction(int rule) => _best[rule];

    private bool Improve(int rule, int[] productions)
    {
        bool improved = false;
        foreach (int start in productions)
        {
            long length = 0;
            for (int position = start; _symbols[position] != EbnfGrammar.End && length < _rules[rule]; position++)
                length = Sum(length, OfSymbol(_symbols[position]));
            if (length < _rules[rule])
            {
                (_rules[rule], _best[rule]) = (length, start);
                improved = true;
            }
        }
        return improved;
    }

    private long OfSymbol(int symbol)
    {
        if (symbol >= 0)
            return _rules[symbol];
        var terminal = _terminals[~symbol];
        return terminal.IsEmpty ? None : terminal.ShortestSuffixLength(0);
    }

    private static long Sum(long left, long right) => Math.Min(None, left + right);
}
