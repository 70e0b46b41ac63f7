namespace FoundationModels.Grammars.Ebnf;

/// <summary>Works out which terminals may come at one place of a text. Its buffers are used again for the next place.</summary>
/// <remarks>
/// What comes behind a production is, while the place is worked on, either a finished continuation or a rule that was predicted at this place (the complement of its
/// number): only when all is predicted is it known what waits for that rule.
/// </remarks>
internal sealed class EbnfClosure
{
    // Of unambiguous grammars, states have a few dozens of items.
    private const int MaximumItems = 20_000;

    private readonly EbnfGrammar _grammar;
    private readonly ContinuationTable _continuations;
    private readonly HashSet<long> _seen = [];
    private readonly Stack<(int Position, int Return)> _open = [];
    private readonly List<(int Position, int State, int Return)> _found = [];
    private readonly List<EbnfItem> _items = [];
    private bool _accepts;

    /// <summary>Prepares for a grammar.</summary>
    public EbnfClosure(EbnfGrammar grammar) => (_grammar, _continuations) = (grammar, new ContinuationTable(grammar));

    /// <summary>Gets what comes behind the whole text.</summary>
    public Continuation End => _continuations.End;

    /// <summary>Starts the next place.</summary>
    public void Begin()
    {
        _seen.Clear();
        _open.Clear();
        _found.Clear();
        _continuations.Begin();
        _accepts = false;
    }

    /// <summary>Adds a production that goes on in the middle of a terminal.</summary>
    public void AddWithin(int position, int state, Continuation next) => _found.Add((position, state, next.Id));

    /// <summary>Adds a production that goes on at a place.</summary>
    public void Add(int position, Continuation next) => Push(position, next.Id);

    /// <summary>Finds everything that follows from what was added.</summary>
    /// <param name="accepts">Whether the text may end here.</param>
    /// <returns>The terminals, in order. The list is used again.</returns>
    public List<EbnfItem> Finish(out bool accepts)
    {
        while (_open.TryPop(out var item))
            Visit(item.Position, item.Return);
        _continuations.Resolve();
        _items.Clear();
        foreach (var (position, state, next) in _found)
            _items.Add(new EbnfItem(position, state, _continuations.Resolved(next)));
        _items.Sort(static (left, right) => left.Position != right.Position ? left.Position.CompareTo(right.Position)
            : left.State != right.State ? left.State.CompareTo(right.State) : left.Return.Id.CompareTo(right.Return.Id));
        int count = 0;
        for (int i = 0; i < _items.Count; i++)
        {
            if (i == 0 || _items[i] != _items[i - 1])
                _items[count++] = _items[i];
        }
        _items.RemoveRange(count, _items.Count - count);
        accepts = _accepts;
        return _items;
    }

    private void Push(int position, int next)
    {
        if (!_seen.Add(((long)position << 32) | (uint)next))
            return;
        if (_seen.Count > MaximumItems)
            throw new GrammarRefusal("", $"the grammar is too ambiguous: more than {MaximumItems} of its rules go on at one place of the text");
        _open.Push((position, next));
    }

    private void Visit(int position, int next)
    {
        int symbol = _grammar.SymbolAt(position);
        if (symbol == EbnfGrammar.End)
        {
            // A rule that was predicted here and ends here is empty: those who wait for it knew that.
            if (next >= 0)
                Return(_continuations.Resolved(next));
            return;
        }
        if (symbol < 0)
        {
            var terminal = _grammar.Terminal(symbol);
            if (terminal.GoesOn(0))
                _found.Add((position, 0, next));
            if (terminal.IsNullable)
                Push(position + 1, next);
            return;
        }
        if (_continuations.Await(symbol, position + 1, next))
        {
            foreach (int production in _grammar.Productions(symbol))
                Push(production, ~symbol);
        }
        if (_grammar.IsNullable(symbol))
            Push(position + 1, next);
    }

    private void Return(Continuation next)
    {
        _accepts |= next.Accepts;
        foreach (var (position, behind) in next.Items)
            Push(position, behind.Id);
    }
}
