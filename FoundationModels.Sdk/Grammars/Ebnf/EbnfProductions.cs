using FoundationModels.Grammars.Automata;
using FoundationModels.Grammars.Regex;

namespace FoundationModels.Grammars.Ebnf;

/// <summary>Turns the rules that the start leads to into productions, with as few of them as possible: what is regular becomes a terminal.</summary>
internal sealed class EbnfProductions(EbnfRules rules, AutomatonLimits limits, CancellationToken cancellation)
{
    private const int MaximumSymbols = 400_000;
    private const int LongestShortestText = 1 << 20;

    private readonly RegularParts _regular = new(rules);
    private readonly TerminalTable _terminals = new(limits, cancellation);
    private readonly List<List<int[]>> _productions = [];
    private readonly Dictionary<string, int> _symbols = new(StringComparer.Ordinal);
    private readonly Queue<(EbnfRule Rule, int Symbol)> _open = [];
    private readonly List<(EbnfRule Rule, int Symbol)> _named = [];
    private int _symbolCount;

    /// <summary>The grammar that begins with a rule.</summary>
    public EbnfGrammar Build(string start)
    {
        int first = NewRule();
        AddProduction(first, [SymbolOf(rules.ByName[start])]);
        while (_open.TryDequeue(out var next))
        {
            cancellation.ThrowIfCancellationRequested();
            AddBranches(next.Symbol, next.Rule.Body);
        }
        return Finish();
    }

    private EbnfGrammar Finish()
    {
        var symbols = new List<int>();
        var productions = new int[_productions.Count][];
        for (int rule = 0; rule < productions.Length; rule++)
        {
            productions[rule] = new int[_productions[rule].Count];
            for (int i = 0; i < productions[rule].Length; i++)
            {
                productions[rule][i] = symbols.Count;
                symbols.AddRange(_productions[rule][i]);
                symbols.Add(EbnfGrammar.End);
            }
        }
        int[] all = [.. symbols];
        var shortest = new ShortestTexts(all, productions, _terminals.Automata);
        // Rules that were met last are those that the others need.
        for (int i = _named.Count - 1; i >= 0; i--)
        {
            var (rule, symbol) = _named[i];
            if ((symbol >= 0 ? shortest.OfRule(symbol) : _terminals.Automata[~symbol].IsEmpty ? ShortestTexts.None : 0) == ShortestTexts.None)
                throw rule.Place.Refuse($"the rule '{rule.Name}' yields no text: it never comes to an end");
        }
        if (shortest.OfRule(0) > LongestShortestText)
            throw new GrammarRefusal("", $"the shortest text of the grammar has more than {LongestShortestText} bytes");
        for (int rule = 0; rule < productions.Length; rule++)
            productions[rule] = Array.FindAll(productions[rule], production => shortest.OfRest(production) < ShortestTexts.None);
        return new EbnfGrammar(all, productions, [.. _terminals.Automata.Select(automaton => new EbnfTerminal(automaton))], shortest);
    }

    private int SymbolOf(EbnfRule rule)
    {
        if (_symbols.TryGetValue(rule.Name, out int known))
            return known;
        int symbol;
        if (_regular.Find(rule.Body) is { } node && _terminals.TryAdd(node) is { } terminal)
        {
            symbol = terminal;
        }
        else
        {
            symbol = NewRule();
            _open.Enqueue((rule, symbol));
        }
        _named.Add((rule, symbol));
        return _symbols[rule.Name] = symbol;
    }

    private int NewRule()
    {
        _productions.Add([]);
        return _productions.Count - 1;
    }

    private void AddProduction(int rule, List<int> symbols)
    {
        _symbolCount += symbols.Count + 1;
        if (_symbolCount > MaximumSymbols)
            throw new GrammarRefusal("", $"the grammar has more than {MaximumSymbols} symbols when its counts are written out; make counts smaller");
        _productions[rule].Add([.. symbols]);
    }

    // One production for each branch, but one for all that are regular.
    private void AddBranches(int rule, EbnfExpression expression)
    {
        if (expression is not EbnfExpression.Choice(var branches))
        {
            AddProduction(rule, SymbolsOf(expression));
            return;
        }
        var nodes = new List<RegexNode>();
        var others = new List<EbnfExpression>();
        foreach (var branch in branches)
        {
            if (_regular.Find(branch) is { } node)
                nodes.Add(node);
            else
                others.Add(branch);
        }
        if (nodes.Count > 0 && _terminals.TryAdd(nodes.Count == 1 ? nodes[0] : RegexNode.Either(nodes)) is { } terminal)
            AddProduction(rule, [terminal]);
        else
            others = [.. branches];
        foreach (var branch in others)
            AddProduction(rule, SymbolsOf(branch));
    }

    private List<int> SymbolsOf(EbnfExpression expression)
    {
        if (_regular.Find(expression) is { } node)
        {
            if (node is RegexNode.Sequence { Parts.Length: 0 })
                return [];
            if (_terminals.TryAdd(node) is { } terminal)
                return [terminal];
        }
        return expression switch
        {
            EbnfExpression.Terminal terminal => [_terminals.Add(terminal)],
            EbnfExpression.Reference reference => [SymbolOf(rules.ByName[reference.Name])],
            EbnfExpression.Sequence sequence => SymbolsOfSequence(sequence.Parts),
            EbnfExpression.Repeat repeat => SymbolsOfRepeat(repeat),
            _ => [RuleOf(expression)],
        };
    }

    // Neighbours that are regular become one terminal.
    private List<int> SymbolsOfSequence(IReadOnlyList<EbnfExpression> parts)
    {
        var symbols = new List<int>();
        for (int start = 0, end; start < parts.Count; start = end)
        {
            var run = new List<RegexNode>();
            for (end = start; end < parts.Count && _regular.Find(parts[end]) is { } node; end++)
                run.Add(node);
            if (run.Count > 1 && _terminals.TryAdd(RegexNode.Join(run)) is { } terminal)
            {
                symbols.Add(terminal);
                continue;
            }
            end = Math.Max(end, start + 1);
            for (int i = start; i < end; i++)
                symbols.AddRange(SymbolsOf(parts[i]));
        }
        return symbols;
    }

    private List<int> SymbolsOfRepeat(EbnfExpression.Repeat repeat)
    {
        var part = SymbolsOf(repeat.Part);
        int single = part.Count == 1 ? part[0] : NewRule();
        if (part.Count != 1)
            AddProduction(single, part);
        var symbols = Enumerable.Repeat(single, repeat.Minimum).ToList();
        if (repeat.Maximum is not { } maximum)
        {
            int any = NewRule();
            AddProduction(any, []);
            AddProduction(any, [any, single]);
            symbols.Add(any);
            return symbols;
        }
        // (x (x (x)?)?)?, from the inside.
        int? rest = null;
        for (int count = repeat.Minimum; count < maximum; count++)
        {
            int optional = NewRule();
            AddProduction(optional, []);
            AddProduction(optional, rest is { } inner ? [single, inner] : [single]);
            rest = optional;
        }
        if (rest is { } all)
            symbols.Add(all);
        return symbols;
    }

    private int RuleOf(EbnfExpression expression)
    {
        int rule = NewRule();
        AddBranches(rule, expression);
        return rule;
    }
}
