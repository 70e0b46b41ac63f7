using System.Text;
using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Machine;

/// <summary>All names of properties, told apart by the schema that speaks of them: each declared name has a class of its own, the others share one for each set of patterns that they match.</summary>
internal sealed class KeyLanguage : TextLanguage
{
    private const int MostSteps = 500_000;
    private const int Unknown = -2;
    private const int MostNear = 100;

    private static readonly ByteAutomaton Any = ByteAutomaton.AnyText;

    private readonly ByteAutomaton[] _patterns;
    private readonly Dictionary<State, int> _known = [];
    private readonly List<State> _states = [];
    private readonly List<Dictionary<byte, int>?> _edges = [];
    private readonly List<int[]?> _rows = [];
    private readonly JoinedClasses _classesOfBytes;
    private readonly KeyReach _reachOff;
    private readonly NameTrie _names;
    private readonly Dictionary<ulong, int> _classes = [];
    private readonly List<ulong> _classPatterns = [];

    /// <summary>Initializes the language.</summary>
    /// <param name="names">The declared names; their classes are their places in this list.</param>
    /// <param name="patterns">The patterns, at most 64.</param>
    public KeyLanguage(IReadOnlyList<string> names, IReadOnlyList<ByteAutomaton> patterns)
    {
        _patterns = [.. patterns];
        NameCount = names.Count;
        _names = new NameTrie(names);
        _classesOfBytes = new JoinedClasses([Any, .. _patterns]);
        _reachOff = new KeyReach(NextOff, _classesOfBytes.Count, Label, MostSteps / (_patterns.Length + 1));
        for (int i = 0; i < names.Count; i++)
            _classPatterns.Add(Matches(names[i]));
        Start = Intern(new State(_names.Root, 0, new StateList([.. _patterns.Select(p => p.IsEmpty ? Dead : 0)])));
    }

    /// <inheritdoc/>
    public override int Start { get; }

    /// <inheritdoc/>
    public override bool IsOpen => true;

    /// <summary>Gets the number of declared names.</summary>
    public int NameCount { get; }

    /// <summary>Gets the number of classes that were met so far.</summary>
    public int ClassCount => _classPatterns.Count;

    /// <summary>Gets whether there are no patterns.</summary>
    public bool HasNoPatterns => _patterns.Length == 0;

    /// <summary>Gets the undeclared names of classes, as far as they were listed.</summary>
    public Dictionary<int, (int Most, List<string> Names)> Listed { get; } = [];

    /// <summary>Gets the class of names that nothing speaks of.</summary>
    public int OtherClass => ClassOf(0);

    /// <summary>The class of a name.</summary>
    public int ClassOf(string name)
    {
        int state = Start;
        foreach (byte value in Encoding.UTF8.GetBytes(name))
            state = Next(state, value);
        return Label(state);
    }

    /// <summary>The patterns that the names of a class match, a bit each.</summary>
    public ulong PatternsOf(int keyClass) => _classPatterns[keyClass];

    /// <inheritdoc/>
    public override bool IsFree(int state)
    {
        State at = _states[state];
        if (at.Node >= 0 || at.Text != 0)
            return false;
        for (int i = 0; i < _patterns.Length; i++)
        {
            if (at.Patterns[i] >= 0 && at.Patterns[i] != _patterns[i].AnyTextState)
                return false;
        }

        return true;
    }

    /// <summary>Gets how many classes of bytes there are.</summary>
    public int ByteClassCount => _classesOfBytes.Count;

    /// <summary>The class of a byte. Off the declared names, bytes of one class lead to the same state.</summary>
    public int ByteClassOf(byte value) => _classesOfBytes.Of(value);

    /// <inheritdoc/>
    public override int Next(int state, byte value)
    {
        if (_states[state].Node < 0)
            return NextOff(state, _classesOfBytes.Of(value));
        Dictionary<byte, int> edges = _edges[state] ??= [];
        if (!edges.TryGetValue(value, out int next))
            edges.Add(value, next = Compute(_states[state], value));
        return next;
    }

    /// <inheritdoc/>
    public override int Label(int state)
    {
        State at = _states[state];
        if (Any.Label(at.Text) < 0)
            return -1;
        if (at.Node >= 0 && _names.NameAt(at.Node) is >= 0 and int name)
            return name;
        ulong matches = 0;
        for (int i = 0; i < _patterns.Length; i++)
        {
            if (at.Patterns[i] >= 0 && _patterns[i].Label(at.Patterns[i]) >= 0)
                matches |= 1UL << i;
        }

        return ClassOf(matches);
    }

    /// <summary>The classes of declared names that a state leads to.</summary>
    public ReadOnlySpan<int> NamesBelow(int state) => _states[state].Node < 0 ? default : _names.NamesBelow(_states[state].Node);

    /// <summary>The sets of patterns that undeclared names may match from a state on.</summary>
    public IReadOnlyList<int> OtherClassesFrom(int state)
    {
        if (_patterns.Length == 0)
            return [OtherClass];
        if (!_reach.TryGetValue(state, out int[]? known))
            _reach.Add(state, known = Reach(state));
        return known;
    }

    /// <summary>Looks for an undeclared class that may come from a state on, without going far.</summary>
    /// <param name="state">The state.</param>
    /// <param name="isWanted">Whether a class is looked for.</param>
    /// <returns>Whether there is one; null where that takes a longer look.</returns>
    public bool? TryFindOther(int state, Func<int, bool> isWanted)
    {
        if (_patterns.Length == 0)
            return isWanted(OtherClass);
        if (_reach.TryGetValue(state, out int[]? known))
            return Array.Exists(known, c => isWanted(c));
        List<int> open = [state];
        HashSet<int> seen = [state];
        for (int i = 0; i < open.Count; i++)
        {
            if (Label(open[i]) is >= 0 and int label && label >= NameCount && isWanted(label))
                return true;
            if (open.Count > MostNear)
                return null;
            if (IsOnNames(open[i]))
            {
                for (int value = 0; value < 256; value++)
                {
                    if (Next(open[i], (byte)value) is >= 0 and int next && seen.Add(next))
                        open.Add(next);
                }

                continue;
            }

            for (int byteClass = 0; byteClass < _classesOfBytes.Count; byteClass++)
            {
                if (NextOff(open[i], byteClass) is >= 0 and int next && seen.Add(next))
                    open.Add(next);
            }
        }

        return false;
    }

    /// <inheritdoc/>
    /// <remarks>Names and patterns tell texts apart and exclude none.</remarks>
    public override (ulong Language, int State) Identity(int state) => (Any.ContentHash, _states[state].Text);

    /// <summary>The state with the same text behind it, were no name declared.</summary>
    public int OffNames(int state) => _states[state].Node < 0 ? state : Intern(_states[state] with { Node = -1 });

    /// <summary>Whether a state is the beginning of a declared name.</summary>
    public bool IsOnNames(int state) => _states[state].Node >= 0;

    /// <summary>The declared name that ends in a state, or -1.</summary>
    public int NameAt(int state) => _states[state].Node < 0 ? -1 : _names.NameAt(_states[state].Node);

    /// <summary>A value that is the same for states off the declared names, of any language, from which the same classes of names may come.</summary>
    /// <param name="state">The state.</param>
    /// <param name="mayCome">Whether names of a class may.</param>
    public (ulong Language, int State) IdentityOff(int state, Func<int, bool> mayCome)
    {
        ulong hash = (ulong)_patterns.Length;
        for (int i = 0; i < _patterns.Length; i++)
            hash = ContentHasher.Mix(ContentHasher.Mix(hash, _patterns[i].ContentHash), (uint)_states[state].Patterns[i]);
        ulong classes = 0;
        foreach (int other in OtherClassesFrom(state))
        {
            if (mayCome(other))
                classes = unchecked(classes + ContentHasher.Mix(hash, PatternsOf(other)));
        }

        return (ContentHasher.Mix(hash, classes), _states[state].Text);
    }

    /// <summary>Whether no declared name and no pattern can be met any more.</summary>
    public bool IsOff(int state) => _patterns.Length == 0 && _states[state].Node < 0;

    /// <summary>The bytes of a declared name behind a state that leads to it.</summary>
    public ReadOnlySpan<byte> RestOf(int name, int state) => _names.RestOf(name, _states[state].Node);

    /// <summary>Whether a state is between two characters.</summary>
    public bool IsBetween(int state) => _states[state].Text == 0;

    /// <inheritdoc/>
    public override void AppendShortestSuffix(int state, List<byte> output) => throw new NotSupportedException("Which names may come is known to the object alone.");

    private readonly Dictionary<int, int[]> _reach = [];

    // Off the declared names, bytes that no pattern tells apart lead to the same state.
    private int NextOff(int state, int byteClass)
    {
        int[]? row = _rows[state];
        if (row is null)
        {
            _rows[state] = row = new int[_classesOfBytes.Count];
            Array.Fill(row, Unknown);
        }

        if (row[byteClass] == Unknown)
            row[byteClass] = Compute(_states[state], _classesOfBytes.Firsts[byteClass]);
        return row[byteClass];
    }

    private int Compute(in State at, byte value)
    {
        int text = Any.Next(at.Text, value);
        if (text < 0)
            return Dead;
        int node = at.Node < 0 ? -1 : _names.Next(at.Node, value);
        if (_patterns.Length == 0)
            return Intern(new State(node, text, at.Patterns));
        int[] patterns = new int[_patterns.Length];
        for (int i = 0; i < patterns.Length; i++)
            patterns[i] = at.Patterns[i] < 0 ? Dead : _patterns[i].Next(at.Patterns[i], value);
        return Intern(new State(node, text, new StateList(patterns)));
    }

    private int[] Reach(int from)
    {
        State start = _states[from];
        if (start.Node < 0)
            return _reachOff.From(from);

        // Only names that leave the declared ones are undeclared. What patterns and text alone lead to bounds what there is to be found.
        int most = OtherClassesFrom(Intern(new State(-1, start.Text, start.Patterns))).Count;
        HashSet<int> classes = [];
        Stack<int> open = new();
        open.Push(from);
        bool[] hasLeft = new bool[_classesOfBytes.Count];
        while (classes.Count < most && open.TryPop(out int state))
        {
            if (Label(state) is >= 0 and int label && label >= NameCount)
                classes.Add(label);
            Array.Clear(hasLeft);
            for (int value = 0; value < 256; value++)
            {
                bool staysOn = _names.Next(_states[state].Node, (byte)value) >= 0;
                if ((!staysOn && hasLeft[_classesOfBytes.Of((byte)value)]) || Next(state, (byte)value) is not (>= 0 and int next))
                    continue;
                if (staysOn)
                {
                    open.Push(next);
                    continue;
                }

                hasLeft[_classesOfBytes.Of((byte)value)] = true;
                classes.UnionWith(OtherClassesFrom(next));
                if (classes.Count == most)
                    break;
            }
        }

        return [.. classes];
    }

    private ulong Matches(string name)
    {
        ulong matches = 0;
        for (int i = 0; i < _patterns.Length; i++)
        {
            int state = _patterns[i].IsEmpty ? Dead : 0;
            foreach (byte value in Encoding.UTF8.GetBytes(name))
                state = state < 0 ? Dead : _patterns[i].Next(state, value);
            if (state >= 0 && _patterns[i].Label(state) >= 0)
                matches |= 1UL << i;
        }

        return matches;
    }

    private int ClassOf(ulong matches)
    {
        if (!_classes.TryGetValue(matches, out int found))
        {
            _classes.Add(matches, found = _classPatterns.Count);
            _classPatterns.Add(matches);
        }

        return found;
    }

    private int Intern(in State state)
    {
        if (!_known.TryGetValue(state, out int id))
        {
            _known.Add(state, id = _states.Count);
            _states.Add(state);
            _edges.Add(null);
            _rows.Add(null);
        }

        return id;
    }

    private readonly record struct State(int Node, int Text, StateList Patterns);
}
