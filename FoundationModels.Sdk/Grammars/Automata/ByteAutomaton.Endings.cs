namespace FoundationModels.Grammars.Automata;

/// <content>The shortest ways to an end, and which ends can be reached.</content>
internal sealed partial class ByteAutomaton
{
    private const string PreferredBytes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -_.,:/";

    private const int Unsearched = -2;

    private int _anyTextState = Unsearched;
    private int[]? _distances;
    private byte[]? _speakers;
    private ReachableLabels? _reachable;

    /// <summary>Gets which labels can still be reached from each state.</summary>
    public ReachableLabels ReachableLabels => _reachable ??= new ReachableLabels(this);

    /// <summary>Gets the state from which all texts are accepted, or -1. What led to it does not matter any more.</summary>
    public int AnyTextState
    {
        get
        {
            if (_anyTextState == Unsearched)
                _anyTextState = FindAnyTextState();
            return _anyTextState;
        }
    }

    /// <summary>The number of bytes to the nearest accepting state.</summary>
    public int ShortestSuffixLength(int state) => Distances[state];

    /// <summary>Adds the bytes of a shortest way to an accepting state, made of letters where the language leaves a choice.</summary>
    public void AppendShortestSuffix(int state, List<byte> output)
    {
        var speakers = _speakers ??= ChooseSpeakers();
        while (Distances[state] > 0)
        {
            var classes = EdgeClasses(state);
            var targets = EdgeTargets(state);
            int best = -1;
            for (int i = 0; i < targets.Length; i++)
            {
                if (Distances[targets[i]] == Distances[state] - 1 && (best < 0 || Preference(speakers[classes[i]]) < Preference(speakers[classes[best]])))
                    best = i;
            }
            output.Add(speakers[classes[best]]);
            state = targets[best];
        }
    }

    private int FindAnyTextState()
    {
        for (int state = 0; state < StateCount; state++)
        {
            if (_labels[state] >= 0 && Next(state, (byte)'a') == state && IsLikeAnyText(state, 0, []))
                return state;
        }
        return -1;
    }

    private bool IsLikeAnyText(int state, int text, Dictionary<int, int> alike)
    {
        if (alike.TryGetValue(text, out int known))
            return known == state;
        if (_labels[state] >= 0 != AnyText.Label(text) >= 0)
            return false;
        alike.Add(text, state);
        for (int value = 0; value < 256; value++)
        {
            int next = Next(state, (byte)value);
            int nextText = AnyText.Next(text, (byte)value);
            if (next < 0 != nextText < 0 || (next >= 0 && !IsLikeAnyText(next, nextText, alike)))
                return false;
        }
        return true;
    }

    private int[] Distances => _distances ??= FindDistances();

    // Breadth first from the accepting states against the edges; -1 stays where no end can be reached, which no automaton has that was built here.
    internal int[] FindDistances()
    {
        var backwards = new AutomatonSources(this);
        var distances = new int[StateCount];
        var queue = new int[StateCount];
        int tail = 0;
        for (int state = 0; state < StateCount; state++)
        {
            distances[state] = _labels[state] >= 0 ? 0 : -1;
            if (_labels[state] >= 0)
                queue[tail++] = state;
        }
        for (int head = 0; head < tail; head++)
        {
            foreach (int source in backwards.Of(queue[head]))
            {
                if (distances[source] < 0)
                {
                    distances[source] = distances[queue[head]] + 1;
                    queue[tail++] = source;
                }
            }
        }
        return distances;
    }

    internal static int Preference(byte value)
    {
        int place = PreferredBytes.IndexOf((char)value);
        return place >= 0 ? place : value is >= 0x20 and < 0x7F ? 256 + value : 512 + value;
    }

    private byte[] ChooseSpeakers()
    {
        var speakers = new byte[ClassCount];
        var chosen = new bool[ClassCount];
        for (int value = 0; value < 256; value++)
        {
            int byteClass = _classes[value];
            if (!chosen[byteClass] || Preference((byte)value) < Preference(speakers[byteClass]))
                speakers[byteClass] = (byte)value;
            chosen[byteClass] = true;
        }
        return speakers;
    }
}
