using FoundationModels.Grammars.Automata;
using FoundationModels.Grammars.Machine;

namespace FoundationModels.Grammars.Ebnf;

/// <summary>Recognizes the texts of a context-free grammar byte by byte, ambiguous and left-recursive ones, too.</summary>
/// <remarks>
/// It is an Earley recognizer (Earley, 1970; nullable rules as in Aycock and Horspool, 2002) whose items point not to the place where their rule started but to what
/// comes behind it. So places where the same may follow are equal, states come again, and what was worked out for one is there for the next. A rule at the very end of another
/// returns where that one does, which keeps right recursion flat (after Leo, 1991).
/// </remarks>
internal sealed class EbnfMachine : GrammarMachine
{
    private readonly EbnfClosure _closure;
    private readonly SpanTable _keys = new();
    private readonly List<EbnfState> _states = [];
    private readonly IntList _key = new();

    /// <summary>Prepares a grammar.</summary>
    public EbnfMachine(EbnfGrammar grammar)
    {
        Grammar = grammar;
        _closure = new EbnfClosure(grammar);
        lock (Gate)
        {
            _closure.Begin();
            _closure.Add(grammar.Start, _closure.End);
            Start = Finish()!;
        }
    }

    /// <inheritdoc/>
    public override GrammarState Start { get; }

    /// <summary>Gets the grammar.</summary>
    public EbnfGrammar Grammar { get; }

    /// <summary>Gets the lock under which states are made.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The terminal that an item is in.</summary>
    public EbnfTerminal TerminalOf(in EbnfItem item) => Grammar.Terminal(Grammar.SymbolAt(item.Position));

    /// <summary>The state after one more byte, or null.</summary>
    /// <exception cref="GrammarRefusal">The grammar is too ambiguous.</exception>
    public EbnfState? Step(EbnfState state, byte value)
    {
        _closure.Begin();
        foreach (ref readonly var item in state.Items)
        {
            var terminal = TerminalOf(item);
            int next = terminal.Automaton.Next(item.State, value);
            if (next == ByteAutomaton.Dead)
                continue;
            if (terminal.GoesOn(next))
                _closure.AddWithin(item.Position, next, item.Return);
            if (terminal.Automaton.Label(next) >= 0)
                _closure.Add(item.Position + 1, item.Return);
        }
        return Finish();
    }

    // Equal sets of items are one state.
    private EbnfState? Finish()
    {
        var items = _closure.Finish(out bool isAccepting);
        if (items.Count == 0 && !isAccepting)
            return null;
        _key.Truncate(0);
        _key.Add(isAccepting ? 1 : 0);
        foreach (var item in items)
        {
            _key.Add(item.Position);
            _key.Add(item.State);
            _key.Add(item.Return.Id);
        }
        int number = _keys.Add(_key.Span);
        if (number == _states.Count)
            _states.Add(new EbnfState(this, [.. items], isAccepting));
        return _states[number];
    }
}
