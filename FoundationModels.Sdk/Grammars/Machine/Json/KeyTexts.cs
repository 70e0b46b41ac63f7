using System.Text;

namespace FoundationModels.Grammars.Machine;

/// <summary>Undeclared names of one class, shortest first.</summary>
internal sealed class KeyTexts(KeyLanguage keys, int keyClass)
{
    private const int MostSteps = 20_000;
    private const int Fewest = 4;

    /// <summary>How many there are, up to a number.</summary>
    public int CountUpTo(int most) => keyClass == keys.OtherClass && keys.PatternsOf(keyClass) == 0 && keys.HasNoPatterns ? most : Math.Min(most, List(most).Count);

    /// <summary>The first of them, at least as many as asked for if there are.</summary>
    public List<string> List(int most)
    {
        if (!keys.Listed.TryGetValue(keyClass, out (int Most, List<string> Names) known) || known.Most < most)
        {
            // Most objects need one name more, and looking for many takes long where all are long; who needs more and more gets twice as many.
            int enough = Math.Max(most, Math.Max(Fewest, known.Most * 2));
            keys.Listed[keyClass] = known = (enough, Find(enough));
        }

        return known.Names;
    }

    private List<string> Find(int most)
    {
        List<string> found = [];
        Queue<(int State, byte[] Text)> open = new();
        open.Enqueue((keys.Start, []));
        Dictionary<int, int> visits = [];
        int steps = 0;
        while (found.Count < most && open.TryDequeue(out (int State, byte[] Text) at) && ++steps < MostSteps)
        {
            if (keys.Label(at.State) == keyClass)
                found.Add(Encoding.UTF8.GetString(at.Text));

            // Printable characters alone are tried first; of a state that was left often enough, further visits add nothing but length.
            visits.TryGetValue(at.State, out int visited);
            if (visited > most)
                continue;
            visits[at.State] = visited + 1;
            foreach (byte value in Values)
            {
                if (keys.Next(at.State, value) is >= 0 and int next && keys.OtherClassesFrom(next).Contains(keyClass))
                    open.Enqueue((next, [.. at.Text, value]));
            }
        }

        return found;
    }

    /// <summary>The shortest way from a state to the end of a name that may come in an object.</summary>
    /// <param name="situation">The object.</param>
    /// <param name="from">The state of the language of names.</param>
    /// <param name="soFar">The name up to the state, in JSON's spelling, where names must not be repeated.</param>
    public static byte[]? ShortestSuffix(ObjectSituation situation, int from, byte[]? soFar)
    {
        KeyLanguage keys = situation.Program.Keys;
        Queue<(int State, byte[] Text)> open = new();
        open.Enqueue((from, []));
        Dictionary<int, int> visits = [];
        int most = soFar is null ? 0 : situation.Used.Others.Count;
        int steps = 0;
        while (open.TryDequeue(out (int State, byte[] Text) at) && ++steps < MostSteps)
        {
            if (keys.Label(at.State) is >= 0 and int found && situation.Member(found) is not null && !IsRepeated(situation, found, soFar, at.Text))
                return at.Text;

            // Of the ways through one state, more are of use only where others lead to names that came.
            visits.TryGetValue(at.State, out int visited);
            if (visited > most)
                continue;
            visits[at.State] = visited + 1;
            foreach (byte value in Values)
            {
                if (keys.Next(at.State, value) is >= 0 and int next && situation.IsLive(next))
                    open.Enqueue((next, [.. at.Text, value]));
            }
        }

        return null;
    }

    /// <summary>Whether a name that did not come yet can be completed from a state.</summary>
    public static bool HasUnused(ObjectSituation situation, int from, byte[] soFar)
    {
        if (situation.Program.Keys.IsBetween(from))
        {
            string name = LiteralText.Unquote(soFar);
            if (!situation.Used.Others.Any(o => o.StartsWith(name, StringComparison.Ordinal)))
                return true;
        }

        return ShortestSuffix(situation, from, soFar) is not null;
    }

    private static bool IsRepeated(ObjectSituation situation, int keyClass, byte[]? soFar, byte[] suffix)
    {
        if (soFar is null || keyClass < situation.Program.Names.Length)
            return false;
        List<byte> name = [.. soFar];
        foreach (byte value in suffix)
            JsonStringText.AppendByte(value, name);
        return situation.Used.Others.Contains(LiteralText.Unquote([.. name]));
    }

    private static readonly byte[] Values =
    [
        .. "abcdefghijklmnopqrstuvwxyz"u8, .. "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-$. !#%&'()*+,/:;<=>?@[]^`{|}~\"\\"u8,
        .. Enumerable.Range(0x80, 0x80).Select(i => (byte)i), .. Enumerable.Range(0, 0x20).Select(i => (byte)i), 0x7F,
    ];
}
