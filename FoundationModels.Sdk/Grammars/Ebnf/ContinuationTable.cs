using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Ebnf;

/// <summary>Finds out what comes behind the rules that are predicted at one place, and gives equal answers one object.</summary>
internal sealed class ContinuationTable
{
    private readonly EbnfGrammar _grammar;
    private readonly SpanTable _keys = new();
    private readonly List<Continuation> _known = [];
    private readonly Dictionary<int, Waiting> _waiting = [];
    private readonly List<Waiting> _order = [];
    private readonly Stack<Waiting> _pool = [];

    /// <summary>Prepares for a grammar.</summary>
    public ContinuationTable(EbnfGrammar grammar)
    {
        _grammar = grammar;
        End = Continuation.MakeEnd(_keys.Add([]));
        _known.Add(End);
    }

    /// <summary>Gets what comes behind the whole text.</summary>
    public Continuation End { get; }

    /// <summary>Starts the next place.</summary>
    public void Begin()
    {
        foreach (var waiting in _order)
            _pool.Push(waiting);
        _waiting.Clear();
        _order.Clear();
    }

    /// <summary>Says that a production waits for a rule that is predicted here.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="position">Where the production goes on.</param>
    /// <param name="next">What comes behind the production: a continuation's number, or the complement of the rule to which it belongs.</param>
    /// <returns>Whether it is the first one that waits for the rule.</returns>
    public bool Await(int rule, int position, int next)
    {
        bool isNew = !_waiting.TryGetValue(rule, out var waiting);
        if (isNew)
        {
            waiting = _pool.Count > 0 ? _pool.Pop() : new Waiting();
            waiting.Reset(rule, _grammar.Rank(rule));
            _waiting.Add(rule, waiting);
            _order.Add(waiting);
        }
        waiting!.Items.Add((position, next));
        return isNew;
    }

    /// <summary>Finds the continuations of all rules that something waits for. Rules that others start with refer to these, which therefore come first.</summary>
    public void Resolve()
    {
        _order.Sort(static (left, right) => left.Rank != right.Rank ? left.Rank.CompareTo(right.Rank) : left.Rule.CompareTo(right.Rule));
        for (int start = 0, end; start < _order.Count; start = end)
        {
            end = start + 1;
            while (end < _order.Count && _order[end].Rank == _order[start].Rank)
                end++;
            ResolveGroup(_order.GetRange(start, end - start));
        }
    }

    /// <summary>The continuation with a number, or that of the rule whose complement is given, once it is found.</summary>
    public Continuation Resolved(int next) => next >= 0 ? _known[next] : _waiting[~next].Result!;

    private void ResolveGroup(List<Waiting> group)
    {
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach (var waiting in group)
                changed |= waiting.Result is null && ResolveTail(waiting);
        }
        group.RemoveAll(static waiting => waiting.Result is not null);
        int firstNew = _known.Count;
        foreach (var waiting in group)
        {
            int number = _keys.Add(KeyOf(waiting));
            if (number == _known.Count)
                _known.Add(new Continuation(number));
            waiting.Result = _known[number];
        }
        foreach (var waiting in group)
        {
            if (waiting.Result!.Id >= firstNew && waiting.Result.Items.Count == 0)
                waiting.Result.Fill([.. waiting.Items.Select(item => (item.Position, Resolved(item.Next)))]);
        }
        for (bool changed = group.Count > 0; changed;)
        {
            changed = false;
            for (int i = firstNew; i < _known.Count; i++)
                changed |= _known[i].Improve(_grammar);
        }
    }

    // A rule for which nothing waits but the end of one production returns where that production does.
    private bool ResolveTail(Waiting waiting)
    {
        var items = waiting.Items;
        int count = 0;
        for (int i = 0; i < items.Count; i++)
        {
            var item = items[i];
            if (item.Next < 0 && _waiting[~item.Next].Result is { } known)
                item.Next = known.Id;
            // A rule that is all of itself adds nothing.
            if (!(item.Next == ~waiting.Rule && _grammar.SymbolAt(item.Position) == EbnfGrammar.End))
                items[count++] = item;
        }
        items.RemoveRange(count, items.Count - count);
        items.Sort();
        for (int i = items.Count - 1; i > 0; i--)
        {
            if (items[i] == items[i - 1])
                items.RemoveAt(i);
        }
        if (items.Count != 1 || items[0].Next < 0 || _grammar.SymbolAt(items[0].Position) != EbnfGrammar.End)
            return false;
        waiting.Result = _known[items[0].Next];
        return true;
    }

    // What waits for a rule and for those of its group that it refers to, which are numbered as they are met.
    private int[] KeyOf(Waiting root)
    {
        var key = new List<int>();
        var numbers = new Dictionary<int, int> { [root.Rule] = 0 };
        var order = new List<Waiting> { root };
        for (int i = 0; i < order.Count; i++)
        {
            key.Add(order[i].Items.Count);
            foreach (var (position, next) in order[i].Items)
            {
                int reference = next;
                if (next < 0)
                {
                    if (!numbers.TryGetValue(~next, out int number))
                    {
                        numbers.Add(~next, number = order.Count);
                        order.Add(_waiting[~next]);
                    }
                    reference = ~number;
                }
                key.Add(position);
                key.Add(reference);
            }
        }
        return [.. key];
    }

    private sealed class Waiting
    {
        public int Rule { get; private set; }

        public int Rank { get; private set; }

        public List<(int Position, int Next)> Items { get; } = [];

        public Continuation? Result { get; set; }

        public void Reset(int rule, int rank)
        {
            (Rule, Rank, Result) = (rule, rank, null);
            Items.Clear();
        }
    }
}
