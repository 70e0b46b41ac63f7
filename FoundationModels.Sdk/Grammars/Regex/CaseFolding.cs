using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Regex;

/// <summary>Adds the other case of letters.</summary>
internal static class CaseFolding
{
    private static readonly Lazy<int[][]> Families = new(FindFamilies);

    /// <summary>The set with every character that is one of it in another case.</summary>
    public static CodePointSet Close(CodePointSet set)
    {
        var ranges = new List<int>();
        foreach (var family in Families.Value)
        {
            if (Array.Exists(family, set.Contains))
            {
                foreach (int member in family)
                    ranges.AddRange([member, member]);
            }
        }
        return set.Union(CodePointSet.Of([.. ranges]));
    }

    // The characters of the basic plane with one simple upper case.
    private static int[][] FindFamilies()
    {
        var families = new Dictionary<char, List<int>>();
        for (int codePoint = 0; codePoint < 0x10000; codePoint++)
        {
            if (codePoint is >= CodePointPartition.FirstSurrogate and < CodePointPartition.PastSurrogates)
                continue;
            char upper = char.ToUpperInvariant(char.ToLowerInvariant((char)codePoint));
            if (!families.TryGetValue(upper, out var family))
                families.Add(upper, family = []);
            family.Add(codePoint);
        }
        var result = new List<int[]>();
        foreach (var family in families.Values)
        {
            if (family.Count > 1)
                result.Add([.. family]);
        }
        return [.. result];
    }
}
