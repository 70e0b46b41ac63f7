using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Regex;

/// <summary>The coarsest classes of characters that a pattern's sets are made of.</summary>
internal sealed class CharacterAlphabet
{
    private readonly bool[] _members;

    /// <summary>Splits the characters by sets.</summary>
    public CharacterAlphabet(List<CodePointSet> sets, AutomatonBudget budget)
    {
        var starts = FindStarts(sets);
        var classes = new int[starts.Length];
        for (int i = 0; i < starts.Length; i++)
            classes[i] = starts[i] == CodePointPartition.FirstSurrogate || starts[i] == CodePointPartition.End ? -1 : 0;
        int count = 1;
        foreach (var set in sets)
        {
            // What the set takes of a class becomes a class of its own.
            var split = new int[count];
            foreach (int interval in Intervals(starts, set, budget))
            {
                ref int part = ref split[classes[interval]];
                if (part == 0)
                    part = count++;
                classes[interval] = part;
            }
            count = Renumber(classes, count);
        }
        Partition = new CodePointPartition(starts, classes, count);
        _members = new bool[sets.Count * count];
        for (int set = 0; set < sets.Count; set++)
        {
            foreach (int interval in Intervals(starts, sets[set], budget))
                _members[set * count + classes[interval]] = true;
        }
    }

    /// <summary>Gets the classes.</summary>
    public CodePointPartition Partition { get; }

    /// <summary>Whether a set has the characters of a class.</summary>
    public bool Contains(int set, int characterClass) => _members[set * Partition.ClassCount + characterClass];

    private static int[] FindStarts(List<CodePointSet> sets)
    {
        var starts = new List<int> { 0, CodePointPartition.FirstSurrogate, CodePointPartition.PastSurrogates, CodePointPartition.End };
        foreach (var set in sets)
        {
            foreach (int bound in set.Bounds)
                starts.Add(bound);
        }
        starts.Sort();
        int count = 0;
        for (int i = 0; i < starts.Count; i++)
        {
            if (i == 0 || starts[i] != starts[i - 1])
                starts[count++] = starts[i];
        }
        starts.RemoveRange(count, starts.Count - count);
        return [.. starts];
    }

    private static List<int> Intervals(int[] starts, CodePointSet set, AutomatonBudget budget)
    {
        var result = new List<int>();
        var bounds = set.Bounds;
        for (int i = 0; i < bounds.Length; i += 2)
        {
            for (int interval = Array.BinarySearch(starts, bounds[i]); starts[interval] < bounds[i + 1]; interval++)
                result.Add(interval);
        }
        budget.Spend(result.Count);
        return result;
    }

    private static int Renumber(int[] classes, int count)
    {
        var numbers = new int[count];
        int used = 0;
        for (int i = 0; i < classes.Length; i++)
        {
            if (classes[i] < 0)
                continue;
            ref int number = ref numbers[classes[i]];
            if (number == 0)
                number = ++used;
            classes[i] = number - 1;
        }
        return used;
    }
}
