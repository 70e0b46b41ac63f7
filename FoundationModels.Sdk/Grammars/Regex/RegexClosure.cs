using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Regex;

/// <summary>Follows instructions that read nothing, from some instructions to all those that read the next character.</summary>
internal sealed class RegexClosure(RegexProgram program, RegexStates states, AutomatonBudget budget)
{
    private readonly Stack<Item> _open = new();
    private readonly HashSet<Item> _seen = [];
    private readonly int[] _seenFree = new int[program.Count * 2];
    private readonly List<long> _items = [];
    private readonly List<int> _obligations = [];
    private RegexClosure? _inner;
    private int _round;
    private bool _matches;
    private bool _matchesAtEnd;

    private readonly record struct Item(int Instruction, int Obligations, bool AtEnd);

    /// <summary>Forgets what was added.</summary>
    public void Clear()
    {
        _round++;
        _seen.Clear();
        _open.Clear();
        _items.Clear();
        _matches = _matchesAtEnd = false;
    }

    /// <summary>Adds an instruction to start from.</summary>
    public void Add(int instruction, int obligations) => Push(new Item(instruction, obligations, false));

    /// <summary>Adds a match that holds if the text ends here.</summary>
    public void AddEnd() => _matchesAtEnd = true;

    /// <summary>The state of all that was added.</summary>
    /// <param name="context">What came before.</param>
    /// <param name="isBehind">Whether it is a look-behind, for which a match counts here only.</param>
    public int ToState(RegexContext context, bool isBehind = false)
    {
        if (_open.Count == 0)
            return states.Add(_items, _matchesAtEnd);
        int steps = 1;
        for (; _open.Count > 0 && !_matches; steps++)
            Follow(_open.Pop(), context, isBehind);
        budget.Spend(steps);
        return _matches ? RegexStates.Matched : states.Add(_items, _matchesAtEnd);
    }

    private void Follow(Item item, RegexContext context, bool isBehind)
    {
        int instruction = item.Instruction, next = program.Next(instruction), argument = program.Argument(instruction);
        switch (program.KindOf(instruction))
        {
            case RegexProgram.Kind.Match:
                Match(item, isBehind);
                break;
            case RegexProgram.Kind.Character:
                if (!item.AtEnd)
                    _items.Add(RegexStates.Pack(instruction, item.Obligations));
                break;
            case RegexProgram.Kind.Split:
                Push(item with { Instruction = argument });
                Push(item with { Instruction = next });
                break;
            case RegexProgram.Kind.Start:
                if (context.AtStart)
                    Push(item with { Instruction = next });
                break;
            case RegexProgram.Kind.End:
                Push(item with { Instruction = next, AtEnd = true });
                break;
            case RegexProgram.Kind.Behind:
            case RegexProgram.Kind.NotBehind:
                if (context.Behinds[argument] == (program.KindOf(instruction) == RegexProgram.Kind.Behind))
                    Push(item with { Instruction = next });
                break;
            default:
                LookAhead(item, program.KindOf(instruction) == RegexProgram.Kind.NotAhead, context);
                break;
        }
    }

    private void Match(Item item, bool isBehind)
    {
        if (isBehind || item.AtEnd)
        {
            _matchesAtEnd |= states.AreMetAtEnd(item.Obligations);
        }
        else if (item.Obligations == RegexStates.Free)
        {
            _matches = true;
        }
        else
        {
            _matchesAtEnd |= states.AreMetAtEnd(item.Obligations);
            _items.Add(RegexStates.Pack(item.Instruction, item.Obligations));
        }
    }

    private void LookAhead(Item item, bool negative, RegexContext context)
    {
        int next = program.Next(item.Instruction);
        _inner ??= new RegexClosure(program, states, budget);
        _inner.Clear();
        _inner.Add(program.Argument(item.Instruction), RegexStates.Free);
        int state = _inner.ToState(context);
        bool met = item.AtEnd ? states.MatchesAtEnd(state) != negative : state == (negative ? RegexStates.Dead : RegexStates.Matched);
        if (met)
        {
            Push(item with { Instruction = next });
            return;
        }
        if (item.AtEnd || state is RegexStates.Dead or RegexStates.Matched)
            return;
        _obligations.Clear();
        foreach (int obligation in states.Obligations(item.Obligations))
            _obligations.Add(obligation);
        _obligations.Add(state * 2 + (negative ? 1 : 0));
        int all = states.AddObligations(_obligations);
        if (all != RegexStates.Impossible)
            Push(item with { Instruction = next, Obligations = all });
    }

    private void Push(Item item)
    {
        if (item.Obligations != RegexStates.Free)
        {
            if (_seen.Add(item))
                _open.Push(item);
            return;
        }
        ref int seen = ref _seenFree[item.Instruction * 2 + (item.AtEnd ? 1 : 0)];
        if (seen != _round)
            _open.Push(item);
        seen = _round;
    }
}
