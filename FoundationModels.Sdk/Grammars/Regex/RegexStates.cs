using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Regex;

/// <summary>
/// Numbers what an expression can be in the middle of. A state is a set of instructions that can come next, each with the obligations from look-aheads on the way
/// to it; an obligation is a state of the look-ahead's own expression that has to end up matching, or must not.
/// </summary>
internal sealed class RegexStates
{
    /// <summary>The state that no text goes on from.</summary>
    public const int Dead = 0;

    /// <summary>The state that has matched, whatever comes.</summary>
    public const int Matched = 1;

    /// <summary>The obligations of nobody.</summary>
    public const int Free = 0;

    /// <summary>Obligations that can't be met.</summary>
    public const int Impossible = -1;

    private readonly SpanTable _states = new();
    private readonly SpanTable _obligations = new();
    private readonly IntList _scratch = new();

    /// <summary>Starts with the states that every expression has.</summary>
    public RegexStates()
    {
        _states.Add([0]);
        _states.Add([1]);
        _obligations.Add([]);
    }

    /// <summary>Gets how many states there are.</summary>
    public int Count => _states.Count;

    /// <summary>Whether a state matches if the text ends here.</summary>
    public bool MatchesAtEnd(int state) => _states[state][0] != 0;

    /// <summary>The instructions of a state, each followed by its obligations.</summary>
    public ReadOnlySpan<int> Items(int state) => _states[state].Slice(1);

    /// <summary>The number of a state.</summary>
    /// <param name="items">Its instructions and obligations, packed by <see cref="Pack"/>. They are sorted.</param>
    /// <param name="matchesAtEnd">Whether it matches if the text ends here.</param>
    public int Add(List<long> items, bool matchesAtEnd)
    {
        if (items.Count == 0 && !matchesAtEnd)
            return Dead;
        Sort(items);
        _scratch.Truncate(0);
        _scratch.Add(matchesAtEnd ? 1 : 0);
        int last = -1;
        bool free = false;
        foreach (long item in items)
        {
            int instruction = (int)(item >> 32), obligations = (int)item;
            // What may go on without obligations makes the same way with obligations pointless.
            if (instruction == last && free)
                continue;
            (last, free) = (instruction, obligations == Free);
            _scratch.Add(instruction);
            _scratch.Add(obligations);
        }
        // Without items and not the end: dead. Number 1 is kept for what has matched, and "only at the end" differs from it by one more item.
        if (_scratch.Count == 1 && matchesAtEnd)
            _scratch.Add(-1);
        return _states.Add(_scratch.Span);
    }

    private static void Sort(List<long> items)
    {
        if (items.Count > 12)
        {
            items.Sort();
            return;
        }
        for (int i = 1; i < items.Count; i++)
        {
            long item = items[i];
            int place = i;
            for (; place > 0 && items[place - 1] > item; place--)
                items[place] = items[place - 1];
            items[place] = item;
        }
    }

    /// <summary>An instruction with obligations as one number.</summary>
    public static long Pack(int instruction, int obligations) => ((long)instruction << 32) | (uint)obligations;

    /// <summary>The obligations of a number: each the number of a state, times two, plus one if it must not match.</summary>
    public ReadOnlySpan<int> Obligations(int number) => _obligations[number];

    /// <summary>The number of obligations.</summary>
    public int AddObligations(List<int> obligations)
    {
        obligations.Sort();
        int count = 0;
        for (int i = 0; i < obligations.Count; i++)
        {
            if (count > 0 && obligations[i] == obligations[count - 1])
                continue;
            // The same state has to match and must not.
            if (count > 0 && obligations[i] >> 1 == obligations[count - 1] >> 1)
                return Impossible;
            obligations[count++] = obligations[i];
        }
        obligations.RemoveRange(count, obligations.Count - count);
        return _obligations.Add(obligations.ToArray());
    }

    /// <summary>Whether all obligations are met if the text ends here.</summary>
    public bool AreMetAtEnd(int number)
    {
        foreach (int obligation in _obligations[number])
        {
            if (MatchesAtEnd(obligation >> 1) == ((obligation & 1) == 1))
                return false;
        }
        return true;
    }
}
