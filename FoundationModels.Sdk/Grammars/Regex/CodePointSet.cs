using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Regex;

/// <summary>A set of characters: Unicode's scalar values, as ranges in order.</summary>
internal sealed class CodePointSet : IEquatable<CodePointSet>
{
    private readonly int[] _bounds;

    private CodePointSet(int[] bounds) => _bounds = bounds;

    /// <summary>Gets the set of no character.</summary>
    public static CodePointSet Empty { get; } = new([]);

    /// <summary>Gets the set of all characters.</summary>
    public static CodePointSet All { get; } = new([0, CodePointPartition.FirstSurrogate, CodePointPartition.PastSurrogates, CodePointPartition.End]);

    /// <summary>Gets the first code point of each range and the one after its last, in turn.</summary>
    public ReadOnlySpan<int> Bounds => _bounds;

    /// <summary>One character; none for half a surrogate pair, which can't occur in a text.</summary>
    public static CodePointSet Of(int codePoint) =>
        codePoint is >= CodePointPartition.FirstSurrogate and < CodePointPartition.PastSurrogates ? Empty : new([codePoint, codePoint + 1]);

    /// <summary>The characters of ranges, given as first and last in turn, in any order.</summary>
    public static CodePointSet Of(params int[] firstAndLast)
    {
        var order = new int[firstAndLast.Length / 2];
        var starts = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
            (order[i], starts[i]) = (i, firstAndLast[2 * i]);
        Array.Sort(starts, order);
        var bounds = new List<int>(firstAndLast.Length);
        foreach (int range in order)
        {
            int first = firstAndLast[2 * range], past = firstAndLast[2 * range + 1] + 1;
            if (bounds.Count > 0 && first <= bounds[^1])
            {
                bounds[^1] = Math.Max(bounds[^1], past);
            }
            else if (first < past)
            {
                bounds.Add(first);
                bounds.Add(past);
            }
        }
        return new([.. bounds]);
    }

    /// <summary>The characters of one or the other set.</summary>
    public CodePointSet Union(CodePointSet other) => _bounds.Length == 0 ? other : other._bounds.Length == 0 ? this : Merge(other, needed: 1);

    /// <summary>The characters of both sets.</summary>
    public CodePointSet Intersect(CodePointSet other) => Merge(other, needed: 2);

    /// <summary>The characters that aren't in the set.</summary>
    public CodePointSet Complement()
    {
        // Flipping every bound of the set and of the surrogates together leaves scalar values only.
        var plain = new List<int> { 0 };
        plain.AddRange(_bounds);
        plain.Add(CodePointPartition.End);
        var bounds = new List<int>();
        for (int i = 0; i < plain.Count; i += 2)
        {
            if (plain[i] < plain[i + 1])
                bounds.AddRange([plain[i], plain[i + 1]]);
        }
        return new CodePointSet([.. bounds]).Intersect(All);
    }

    /// <summary>Whether a character is in the set.</summary>
    public bool Contains(int codePoint)
    {
        int place = Array.BinarySearch(_bounds, codePoint);
        return ((place < 0 ? ~place - 1 : place) & 1) == 0;
    }

    /// <inheritdoc/>
    public bool Equals(CodePointSet? other) => other is not null && Bounds.SequenceEqual(other.Bounds);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CodePointSet);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)ContentHasher.Mix(0, _bounds);

    // Walks over the bounds of both sets, and keeps what lies in enough of them.
    private CodePointSet Merge(CodePointSet other, int needed)
    {
        var bounds = new List<int>(_bounds.Length + other._bounds.Length);
        int left = 0, right = 0;
        while (left < _bounds.Length || right < other._bounds.Length)
        {
            int next = Math.Min(left < _bounds.Length ? _bounds[left] : int.MaxValue, right < other._bounds.Length ? other._bounds[right] : int.MaxValue);
            if (left < _bounds.Length && _bounds[left] == next)
                left++;
            if (right < other._bounds.Length && other._bounds[right] == next)
                right++;
            if ((left & 1) + (right & 1) >= needed != ((bounds.Count & 1) == 1))
                bounds.Add(next);
        }
        return new([.. bounds]);
    }
}
