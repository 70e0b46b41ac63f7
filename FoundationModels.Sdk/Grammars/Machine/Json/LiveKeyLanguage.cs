namespace FoundationModels.Grammars.Machine;

/// <summary>The names that may come next in an object where not every name may: for some no value is left, and undeclared ones that came must not come again.</summary>
internal sealed class LiveKeyLanguage : TextLanguage
{
<<<<<<< HEAD
    private const int MostSteps = 20_000;

    private readonly ObjectSituation _situation;
    private readonly KeyLanguage _keys;
    private readonly NameTrie? _came;
    private readonly bool[] _couldCome = [];
    private readonly Dictionary<(int Key, int Node), int> _known = [];
    private readonly List<(int Key, int Node)> _states = [];
    private readonly Dictionary<int, int> _counts = [];

    /// <summary>Initializes the language.</summary>
    /// <param name="situation">The object.</param>
    public LiveKeyLanguage(ObjectSituation situation)
    {
        _situation = situation;
        _keys = situation.Program.Keys;
        if (situation.Used.Others.Count == 0)
        {
            Start = _keys.Start;
            return;
        }

        _came = new NameTrie(situation.Used.Others);
        _couldCome = [.. situation.Used.Others.Select(name => situation.Member(_keys.ClassOf(name)) is not null)];
        Start = Intern(_keys.Start, _came.Root);
    }
=======
    private const int Unknown = -2;

    private readonly KeyLanguage _keys = situation.Program.Keys;
>>>>>>> tail

    // Off the declared names, where whole vocabularies are walked.
    private int[]?[] _rows = [];

    /// <inheritdoc/>
    public override int Start { get; }

    /// <summary>Gets whether any name may come.</summary>
    public bool HasAny => _situation.IsLive(_keys.Start) && (_came is null || HasUnused(_keys.Start, _came.Root));

    /// <inheritdoc/>
<<<<<<< HEAD
    public override int Next(int state, byte value)
    {
        (int key, int node) = Split(state);
        if (_keys.Next(key, value) is not (>= 0 and int nextKey) || !_situation.IsLive(nextKey))
            return Dead;
        if (_came is null)
            return nextKey;
        int nextNode = node < 0 ? -1 : _came.Next(node, value);
        return nextNode < 0 || HasUnused(nextKey, nextNode) ? Intern(nextKey, nextNode) : Dead;
=======
    public override bool IsFree(int state) => _keys.IsFree(state) && situation.IsLive(state);

    /// <inheritdoc/>
    public override int Next(int state, byte value)
    {
        if (state < _rows.Length && _rows[state] is { } known)
        {
            ref int target = ref known[_keys.ByteClassOf(value)];
            return target != Unknown ? target : target = Find(state, value);
        }

        if (!_keys.IsOnNames(state))
            AddRow(state);
        return Find(state, value);
>>>>>>> tail
    }

    /// <inheritdoc/>
    public override int Label(int state)
    {
        (int key, int node) = Split(state);
        return node >= 0 && _came!.NameAt(node) >= 0 ? -1 : _keys.Label(key);
    }

    /// <inheritdoc/>
    /// <remarks>That holds off the declared names alone: which of these may come differs from object to object.</remarks>
    public override (ulong Language, int State) Identity(int state) => _keys.IdentityOff(state, c => situation.Member(c) is not null);

    /// <inheritdoc/>
<<<<<<< HEAD
    public override void AppendShortestSuffix(int state, List<byte> output)
    {
        Queue<(int State, byte[] Text)> open = new();
        open.Enqueue((state, []));
        HashSet<int> seen = [state];
        while (open.TryDequeue(out (int State, byte[] Text) at))
        {
            if (Label(at.State) is >= 0 and int label && _situation.Member(label) is not null)
            {
                output.AddRange(at.Text);
                return;
            }

            if (seen.Count > MostSteps)
                throw TooComplex();
            foreach (byte value in KeyTexts.Values)
            {
                if (Next(at.State, value) is >= 0 and int next && seen.Add(next))
                    open.Enqueue((next, [.. at.Text, value]));
            }
        }

        throw new InvalidOperationException("A name that may go on cannot be completed; please report the schema.");
    }

    private (int Key, int Node) Split(int state) => _came is null ? (state, -1) : _states[state];

    private int Intern(int key, int node)
    {
        if (!_known.TryGetValue((key, node), out int state))
        {
            _known.Add((key, node), state = _states.Count);
            _states.Add((key, node));
        }

        return state;
    }

    private bool HasUnused(int key, int node)
    {
        int came = 0;
        foreach (int name in _came!.NamesBelow(node))
            came += _couldCome[name] ? 1 : 0;
        return CountOf(key) > came;
    }

    // As far as all that came plus one: more makes no difference.
    private int CountOf(int key)
    {
        if (!_counts.TryGetValue(key, out int count))
            _counts.Add(key, count = Count(key, _couldCome.Length + 1));
        return count;
    }

    private int Count(int key, int most)
    {
        int total = 0;
        int steps = 0;
        Dictionary<int, int> layer = new() { [key] = 1 };
        while (layer.Count > 0)
        {
            Dictionary<int, int> next = [];
            foreach ((int state, int ways) in layer)
            {
                if (_keys.Label(state) is >= 0 and int label && _situation.Member(label) is not null && (total += ways) >= most)
                    return most;
                if (++steps > MostSteps)
                    throw TooComplex();
                for (int value = 0; value < 256; value++)
                {
                    if (_keys.Next(state, (byte)value) is >= 0 and int after && _situation.IsLive(after))
                        next[after] = Math.Min(most, next.GetValueOrDefault(after) + ways);
                }
            }

            layer = next;
        }

        return total;
    }

    private static GrammarRefusal TooComplex() => new("", "The patterns of the property names together are too complex. Use fewer or simpler ones.");
=======
    public override void AppendShortestSuffix(int state, List<byte> output) => throw new NotSupportedException("Which names may come is known to the object alone.");

    private int Find(int state, byte value) => _keys.Next(state, value) is >= 0 and int next && situation.IsLive(next) ? next : Dead;

    private void AddRow(int state)
    {
        if (state >= _rows.Length)
            Array.Resize(ref _rows, Math.Max(state + 1, _rows.Length * 2));
        int[] row = new int[_keys.ByteClassCount];
        Array.Fill(row, Unknown);
        _rows[state] = row;
    }
>>>>>>> tail
}
