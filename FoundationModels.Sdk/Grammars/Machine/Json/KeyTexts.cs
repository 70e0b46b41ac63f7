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

    /// <summary>Appends the shortest text that ends a name that may come.</summary>
    /// <param name="language">The names that may come.</param>
    /// <param name="situation">The object.</param>
    /// <param name="state">The state of the language.</param>
    /// <param name="output">Where the text goes.</param>
    public static void AppendShortestSuffix(TextLanguage language, ObjectSituation situation, int state, List<byte> output)
    {
        Queue<(int State, byte[] Text)> open = new();
        open.Enqueue((state, []));
        HashSet<int> seen = [state];
        while (open.TryDequeue(out (int State, byte[] Text) at))
        {
            if (language.Label(at.State) is >= 0 and int label && situation.Member(label) is not null)
            {
                output.AddRange(at.Text);
                return;
            }

            if (seen.Count > MostSteps)
                throw TooComplex();
            foreach (byte value in Values)
            {
                if (language.Next(at.State, value) is >= 0 and int next && seen.Add(next))
                    open.Enqueue((next, [.. at.Text, value]));
            }
        }

        throw new InvalidOperationException("A name that may go on cannot be completed; please report the schema.");
    }

    /// <summary>What names that cannot be searched are refused with.</summary>
    public static GrammarRefusal TooComplex() => new("", "The patterns of the property names together are too complex. Use fewer or simpler ones.");

    /// <summary>Gets all bytes, in the order in which short names should use them.</summary>
    public static ReadOnlySpan<byte> Values => Order;

    private static readonly byte[] Order =
    [
        .. "abcdefghijklmnopqrstuvwxyz"u8, .. "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-$. !#%&'()*+,/:;<=>?@[]^`{|}~\"\\"u8,
        .. Enumerable.Range(0x80, 0x80).Select(i => (byte)i), .. Enumerable.Range(0, 0x20).Select(i => (byte)i), 0x7F,
    ];
}
