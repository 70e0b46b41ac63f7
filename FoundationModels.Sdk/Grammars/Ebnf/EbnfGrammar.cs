namespace FoundationModels.Grammars.Ebnf;

/// <summary>
/// A context-free grammar whose terminals are automata over bytes. Its productions lie one after another in one array of symbols, so that a place in it is a number.
/// Every rule yields some text, and everything can be reached from the start.
/// </summary>
/// <param name="symbols">The symbols: rules from 0 on, terminals from -1 down, and <see cref="End"/> behind each production.</param>
/// <param name="productions">For each rule, where its productions start.</param>
/// <param name="terminals">The terminals.</param>
/// <param name="shortest">What is known of the shortest texts.</param>
internal sealed class EbnfGrammar(int[] symbols, int[][] productions, EbnfTerminal[] terminals, ShortestTexts shortest)
{
    /// <summary>The symbol behind a production.</summary>
    public const int End = int.MinValue;

    private readonly int[] _ranks = LeftCorners.Rank(symbols, productions, shortest);

    /// <summary>Gets the place of the only symbol of the production with which everything starts.</summary>
    public int Start => productions[0][0];

    /// <summary>The symbol at a place.</summary>
    public int SymbolAt(int position) => symbols[position];

    /// <summary>The terminal that a symbol below zero is.</summary>
    public EbnfTerminal Terminal(int symbol) => terminals[~symbol];

    /// <summary>The places at which the productions of a rule start.</summary>
    public ReadOnlySpan<int> Productions(int rule) => productions[rule];

    /// <summary>Whether a rule yields the empty text.</summary>
    public bool IsNullable(int rule) => shortest.OfRule(rule) == 0;

    /// <summary>
    /// The rank of a rule: above those of the rules that can start with it, and equal to those that can start with it and with which it can start.
    /// </summary>
    public int Rank(int rule) => _ranks[rule];

    /// <summary>The number of bytes of the shortest text from a place to the end of its production.</summary>
    public long RestLength(int position) => shortest.OfRest(position);

    /// <summary>Adds the shortest text from a place to the end of its production.</summary>
    public void AppendRest(int position, List<byte> output)
    {
        var open = new Stack<int>([position]);
        while (open.TryPop(out int place))
        {
            int symbol = symbols[place];
            if (symbol == End)
                continue;
            open.Push(place + 1);
            if (symbol >= 0)
                open.Push(shortest.BestProduction(symbol));
            else
                Terminal(symbol).Automaton.AppendShortestSuffix(0, output);
        }
    }
}
