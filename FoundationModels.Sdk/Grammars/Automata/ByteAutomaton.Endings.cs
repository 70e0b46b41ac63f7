namespace FoundationModels.Grammars.Automata;

/// <content>The shortest ways to an end, and which ends can be reached.</content>
internal sealed partial class ByteAutomaton
{
    private const string PreferredBytes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -_.,:/";

    private int[]? _distances;
    private byte[]? _speakers;
    private ReachableLabels? _reachable;

    /// <summary>Gets which labels can still be reached from each state.</summary>
    public ReachableLabels ReachableLabels => _reachable ??= new ReachableLabels(this);

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

    private static int Preference(byte value)
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
