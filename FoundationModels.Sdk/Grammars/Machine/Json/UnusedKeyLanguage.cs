namespace FoundationModels.Grammars.Machine;

/// <summary>The names that may come next in an object in which undeclared ones came that must not come again.</summary>
internal sealed class UnusedKeyLanguage : TextLanguage
{
    private const int MostSteps = 20_000;

    private readonly ObjectSituation _situation;
    private readonly KeyLanguage _keys;
    private readonly NameTrie _came;
    private readonly bool[] _couldCome;
    private readonly Dictionary<(int Key, int Node), int> _known = [];
    private readonly List<(int Key, int Node)> _states = [];
    private readonly Dictionary<int, int> _counts = [];

    /// <summary>Initializes the language.</summary>
    /// <param name="situation">The object.</param>
    public UnusedKeyLanguage(ObjectSituation situation)
    {
        _situation = situation;
        _keys = situation.Program.Keys;
        _came = new NameTrie(situation.Used.Others);
        _couldCome = [.. situation.Used.Others.Select(name => situation.Member(_keys.ClassOf(name)) is not null)];
        Start = Intern(_keys.Start, _came.Root);
    }

    /// <inheritdoc/>
    public override int Start { get; }

    /// <summary>Gets whether any name may come.</summary>
    public bool HasAny => _situation.IsLive(_keys.Start) && HasUnused(_keys.Start, _came.Root);

    /// <inheritdoc/>
    public override int Next(int state, byte value)
    {
        (int key, int node) = _states[state];
        if (_keys.Next(key, value) is not (>= 0 and int nextKey) || !_situation.IsLive(nextKey))
            return Dead;
        int nextNode = node < 0 ? -1 : _came.Next(node, value);
        return nextNode < 0 || HasUnused(nextKey, nextNode) ? Intern(nextKey, nextNode) : Dead;
    }

    /// <inheritdoc/>
    public override int Label(int state)
    {
        (int key, int node) = _states[state];
        return node >= 0 && _came.NameAt(node) >= 0 ? -1 : _keys.Label(key);
    }

    /// <inheritdoc/>
    public override (ulong Language, int State) Identity(int state) => throw new NotSupportedException("Which names may come differs from object to object.");

    /// <inheritdoc/>
    public override void AppendShortestSuffix(int state, List<byte> output) => KeyTexts.AppendShortestSuffix(this, _situation, state, output);

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
        foreach (int name in _came.NamesBelow(node))
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
                    throw KeyTexts.TooComplex();
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
}
