using FoundationModels.Tokenization.Unicode;

namespace FoundationModels.Tokenization.Patterns;

/// <summary>A set of code points, defined by a predicate and remembered as bits for the pages of 256 that texts have used.</summary>
internal sealed class CodePointSet
{
    private const int PageBits = 8;
    private readonly Func<int, bool> _contains;
    private readonly ulong[]?[] _pages = new ulong[0x110000 >> PageBits][];

    /// <summary>Initializes the set of the code points for which a pure predicate holds.</summary>
    public CodePointSet(Func<int, bool> contains)
    {
        _contains = contains;
    }

    /// <summary>Whether a code point is in the set.</summary>
    public bool Contains(int codePoint)
    {
        ulong[] page = _pages[codePoint >> PageBits] ?? CreatePage(codePoint >> PageBits);
        return (page[(codePoint >> 6) & 3] & (1UL << codePoint)) != 0;
    }

    /// <summary>The set of what is in any of the sets.</summary>
    public static CodePointSet UnionOf(IReadOnlyList<CodePointSet> sets) => sets is [CodePointSet only] ? only : new(c => sets.Any(s => s.Contains(c)));

    /// <summary>The set of what is in this one and the other.</summary>
    public CodePointSet Intersect(CodePointSet other) => new(c => Contains(c) && other.Contains(c));

    /// <summary>The set of what is not in this one.</summary>
    public CodePointSet Complement() => new(c => !Contains(c));

    /// <summary>The set that also has everything which differs from a member only by case (Unicode simple folding).</summary>
    public CodePointSet IgnoringCase() => new(c =>
    {
        int lower = CharacterClass.ToLower(c);
        int upper = CharacterClass.ToUpper(c);
        return Contains(c) || Contains(lower) || Contains(upper) || Contains(CharacterClass.ToLower(upper)) ||
            Contains(CharacterClass.ToUpper(lower)) || c switch
            {
                // The letters whose lower case has a second upper case, or none: long s, Kelvin, Angstrom.
                0x17F => Contains('s') || Contains('S'),
                's' or 'S' => Contains(0x17F),
                'k' or 'K' => Contains(0x212A),
                0xE5 or 0xC5 => Contains(0x212B),
                _ => false,
            };
    });

    private ulong[] CreatePage(int index)
    {
        ulong[] page = new ulong[4];
        for (int i = 0; i < 1 << PageBits; i++)
        {
            if (_contains((index << PageBits) | i))
                page[i >> 6] |= 1UL << i;
        }

        // Two threads may both make it; the results are equal.
        _pages[index] = page;
        return page;
    }
}
