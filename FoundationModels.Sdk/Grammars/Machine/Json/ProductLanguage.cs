using FoundationModels.Grammars.Automata;
using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>The texts that a formula over languages holds for, with the answers to questions as their labels. Its states are made as they are reached.</summary>
/// <remarks>
/// The automaton of such a formula can have as many states as those of its parts multiplied, of which a text meets as many as it has bytes. Here the parts run side by side, and whether a state can be
/// completed is found out by a search that goes where the parts end soonest. A part that is decided, because its texts are over or anything fits it from here on, is no part of a state any more.
/// </remarks>
internal sealed class ProductLanguage : TextLanguage
{
    private const int Unknown = -2;
    private const byte Open = 0;
    private const byte Live = 1;
    private const byte Lost = 2;
    private const int MostSearched = 5_000;
    private const int SearchedPerDecided = 4;

    private readonly ByteAutomaton[] _parts;
    private readonly ProductConditions _conditions;
    private readonly Func<bool[], int> _label;
    private readonly AutomatonLimits _limits;
    private readonly JoinedClasses _classes;
    private readonly VectorTable _vectors;
    private readonly List<int[]> _rows = [];
    private readonly List<byte> _live = [];
    private readonly List<int> _labels = [];
    private readonly int[] _next;
    private long _searched;
    private long _decided;

    /// <summary>Initializes the language.</summary>
    /// <param name="pool">The formulas.</param>
    /// <param name="atoms">The languages that they speak of.</param>
    /// <param name="formulas">What a text has to fit, and the questions about it.</param>
    /// <param name="universe">The texts that there are.</param>
    /// <param name="label">The label of a text by the formulas that hold, of which the first one does.</param>
    /// <param name="limits">How many states there may be.</param>
    public ProductLanguage(FormulaPool pool, IReadOnlyList<TextAtom> atoms, Formula[] formulas, ByteAutomaton universe, Func<bool[], int> label, AutomatonLimits limits)
    {
        SortedSet<int> used = [];
        foreach (Formula formula in formulas)
            Collect(formula, used);
        int[] order = [.. used];
        _parts = [.. order.Select(a => atoms[a].GetAutomaton()), universe];
        _conditions = new ProductConditions(pool, formulas, order);
        _label = label;
        _limits = limits;
        _classes = new JoinedClasses(_parts);
        _vectors = new VectorTable(_parts.Length + 1);
        _next = new int[_parts.Length + 1];
        int start = universe.IsEmpty ? Dead : Settle([0, .. _parts.Select(p => p.IsEmpty ? Dead : 0)]);
        Start = start >= 0 && IsLive(start) ? start : Dead;
    }

    /// <inheritdoc/>
    public override int Start { get; }

    /// <summary>Gets whether no text fits.</summary>
    public bool IsEmpty => Start == Dead;

    private int Universe => _parts.Length - 1;

    /// <inheritdoc/>
    public override bool IsFree(int state)
    {
        ReadOnlySpan<int> vector = _vectors[state];
        return vector[Universe + 1] == 0 && ReferenceEquals(_parts[Universe], ByteAutomaton.AnyText) && _conditions.IsDecided(vector[0]);
    }

    /// <inheritdoc/>
    public override int Next(int state, byte value)
    {
        int byteClass = _classes.Of(value);
        int next = Reached(state, byteClass);
        if (next >= 0 && _live[next] != Live && !IsLive(next))
            _rows[state][byteClass] = next = Dead;
        return next;
    }

    /// <inheritdoc/>
    public override int Label(int state)
    {
        if (_labels[state] == Unknown)
            _labels[state] = FindLabel(state);
        return _labels[state];
    }

    /// <inheritdoc/>
    public override (ulong Language, int State) Identity(int state)
    {
        ReadOnlySpan<int> vector = _vectors[state];
        Formula goal = _conditions.Goal(vector[0]);
        bool isText = ReferenceEquals(_parts[Universe], ByteAutomaton.AnyText);
        int universeAt = vector[Universe + 1];
        if (isText && goal.IsTrue)
            return (ByteAutomaton.AnyText.ContentHash, universeAt);
        if (isText && goal.Kind == FormulaKind.Atom)
        {
            // Texts of one part alone, which every other language made of this part shares.
            int part = _conditions.PartOf(goal.Atom);
            return (_parts[part].ContentHash, vector[part + 1]);
        }

        return (ContentHasher.Mix(HashOf(goal, vector), _parts[Universe].ContentHash), universeAt);
    }

    /// <inheritdoc/>
    public override void AppendShortestSuffix(int state, List<byte> output)
    {
        Dictionary<int, (int Before, byte Value, int Length)> ways = new() { [state] = (Dead, 0, 0) };
        PriorityQueue<int, int> open = new();
        open.Enqueue(state, 0);
        HashSet<int> closed = [];
        while (open.TryDequeue(out int at, out _))
        {
            if (!closed.Add(at))
                continue;
            if (Label(at) >= 0)
            {
                int end = output.Count;
                for (; at != state; at = ways[at].Before)
                    output.Insert(end, ways[at].Value);
                return;
            }

            int length = ways[at].Length + 1;
            foreach (byte value in _classes.Speakers)
            {
                if (Next(at, value) is not (>= 0 and int next) || (ways.TryGetValue(next, out var known) && known.Length <= length))
                    continue;
                ways[next] = (at, value, length);
                open.Enqueue(next, length + Distance(next));
            }
        }
    }

    private static void Collect(Formula formula, SortedSet<int> atoms)
    {
        if (formula.Kind == FormulaKind.Atom)
            atoms.Add(formula.Atom);
        foreach (Formula part in formula.Parts)
            Collect(part, atoms);
    }

    // Formulas are numbered in the order in which a schema made them, which must not tell equal ones apart.
    private ulong HashOf(Formula formula, ReadOnlySpan<int> vector)
    {
        if (formula.Kind == FormulaKind.Atom)
        {
            int part = _conditions.PartOf(formula.Atom);
            return ContentHasher.Mix(_parts[part].ContentHash, (ulong)(vector[part + 1] + 1));
        }

        ulong sum = (ulong)formula.Parts.Length;
        foreach (Formula part in formula.Parts)
            sum = unchecked(sum + HashOf(part, vector));
        return ContentHasher.Mix(sum, (ulong)formula.Kind);
    }

    // A search that begins with the states whose parts end soonest. All that it saw is lost when it finds no end, and the way to an end is live.
    private bool IsLive(int start)
    {
        if (_live[start] != Open)
            return _live[start] == Live;
        Dictionary<int, int> before = new() { [start] = Dead };
        PriorityQueue<int, int> open = new();
        open.Enqueue(start, 0);
        while (open.TryDequeue(out int state, out _))
        {
            if (_live[state] == Live || Label(state) >= 0)
            {
                for (; state >= 0; state = before[state])
                    Mark(state, Live);
                return true;
            }

            // Searches that see much and decide little would go over the same states again and again.
            if (++_searched > MostSearched + (_decided * SearchedPerDecided))
                return DecideAll(start);
            for (int byteClass = 0; byteClass < _classes.Count; byteClass++)
            {
                if (Reached(state, byteClass) is >= 0 and int next && _live[next] != Lost && before.TryAdd(next, state))
                    open.Enqueue(next, _live[next] == Live ? -1 : Distance(next));
            }
        }

        foreach (int state in before.Keys)
            Mark(state, Lost);
        return false;
    }

    // Every state that a state leads to, once and for all: those with a way to an end are found against the edges.
    private bool DecideAll(int start)
    {
        Dictionary<int, List<int>> sources = new() { [start] = [] };
        List<int> seen = [start];
        Stack<int> live = new();
        for (int i = 0; i < seen.Count; i++)
        {
            int state = seen[i];
            if (_live[state] == Live || Label(state) >= 0)
                live.Push(state);
            if (_live[state] != Open)
                continue;
            for (int byteClass = 0; byteClass < _classes.Count; byteClass++)
            {
                if (Reached(state, byteClass) is not (>= 0 and int next) || _live[next] == Lost)
                    continue;
                if (!sources.TryGetValue(next, out List<int>? into))
                {
                    sources.Add(next, into = []);
                    seen.Add(next);
                }

                into.Add(state);
            }
        }

        while (live.TryPop(out int state))
        {
            Mark(state, Live);
            foreach (int source in sources[state])
            {
                if (_live[source] != Live)
                    live.Push(source);
            }

            sources[state] = [];
        }

        foreach (int state in seen)
        {
            if (_live[state] == Open)
                Mark(state, Lost);
        }

        return _live[start] == Live;
    }

    private void Mark(int state, byte live)
    {
        if (_live[state] == Open)
            _decided++;
        _live[state] = live;
    }

    private int Distance(int state)
    {
        int[] vector = _vectors[state].ToArray();
        return _conditions.Distance(vector[0], part => vector[part + 1] < 0 ? 0 : _parts[part].ShortestSuffixLength(vector[part + 1]));
    }

    private int FindLabel(int state)
    {
        int[] vector = _vectors[state].ToArray();
        if (_parts[Universe].Label(vector[Universe + 1]) < 0)
            return -1;
        bool[] truth = _conditions.Evaluate(vector[0], part => vector[part + 1] >= 0 && _parts[part].Label(vector[part + 1]) >= 0);
        return truth[0] ? _label(truth) : -1;
    }

    // The state after a byte, whether or not it can be completed.
    private int Reached(int state, int byteClass)
    {
        int known = _rows[state][byteClass];
        return known != Unknown ? known : _rows[state][byteClass] = Reach(state, byteClass);
    }

    private int Reach(int state, int byteClass)
    {
        ReadOnlySpan<byte> classes = _classes.InParts(byteClass);
        _vectors[state].CopyTo(_next);
        for (int part = Universe; part >= 0; part--)
        {
            if (_next[part + 1] < 0)
                continue;
            _next[part + 1] = _parts[part].NextOfClass(_next[part + 1], classes[part]);
            if (part == Universe && _next[part + 1] < 0)
                return Dead;
        }

        return Settle(_next);
    }

    // Decides what can be decided, and gives the state its number.
    private int Settle(int[] vector)
    {
        bool isBetween = vector[Universe + 1] == 0 && ReferenceEquals(_parts[Universe], ByteAutomaton.AnyText);
        for (int part = 0; part < Universe; part++)
        {
            if (!_conditions.Uses(vector[0], part))
                continue;
            if (vector[part + 1] < 0)
                vector[0] = _conditions.Assign(vector[0], part, false);
            else if (isBetween && vector[part + 1] == _parts[part].AnyTextState)
                vector[0] = _conditions.Assign(vector[0], part, true);
        }

        if (_conditions.Goal(vector[0]).IsFalse)
            return Dead;
        for (int part = 0; part < Universe; part++)
        {
            if (!_conditions.Uses(vector[0], part))
                vector[part + 1] = Dead;
        }

        int state = _vectors.Add(vector);
        if (state == _rows.Count)
        {
            if (state >= _limits.MaximumStates)
                throw new GrammarRefusal("", $"its automaton has more than {_limits.MaximumStates} states; make it simpler or its counts smaller");
            int[] row = new int[_classes.Count];
            Array.Fill(row, Unknown);
            _rows.Add(row);
            _live.Add(Open);
            _labels.Add(Unknown);
        }

        return state;
    }
}
