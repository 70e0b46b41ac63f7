namespace FoundationModels.Tokenization.Patterns;

/// <summary>A node of a parsed pattern.</summary>
internal abstract record PatternNode
{
    private const int LongestFixedLength = 1000;

    /// <summary>Matches one code point of a set.</summary>
    public sealed record One(CodePointSet Set) : PatternNode;

    /// <summary>Matches its parts one after the other; with none, the empty text.</summary>
    public sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

    /// <summary>Matches the first of its branches that leads to a match.</summary>
    public sealed record Alternation(IReadOnlyList<PatternNode> Branches) : PatternNode;

    /// <summary>Matches its body a number of times.</summary>
    public sealed record Repeat(PatternNode Body, int Minimum, int Maximum, RepeatKind Kind) : PatternNode;

    /// <summary>Matches its body and then forgets the other ways in which that could match.</summary>
    public sealed record Atomic(PatternNode Body) : PatternNode;

    /// <summary>Holds where its body matches (or does not) after, or before, the position.</summary>
    public sealed record Look(PatternNode Body, bool IsBehind, bool IsNegative) : PatternNode;

    /// <summary>Holds at certain positions.</summary>
    public sealed record Anchor(AnchorKind Kind) : PatternNode;

    /// <summary>Whether it can match the empty text.</summary>
    public bool IsNullable => this switch
    {
        One => false,
        Sequence sequence => sequence.Parts.All(p => p.IsNullable),
        Alternation alternation => alternation.Branches.Any(b => b.IsNullable),
        Repeat repeat => repeat.Minimum == 0 || repeat.Body.IsNullable,
        Atomic atomic => atomic.Body.IsNullable,
        _ => true,
    };

    /// <summary>The code points with which a match can begin, or null where it can be empty.</summary>
    public CodePointSet? First => this switch
    {
        One one => one.Set,
        Sequence sequence => FirstOf(sequence),
        Alternation alternation when !IsNullable => CodePointSet.UnionOf([.. alternation.Branches.Select(b => b.First!)]),
        Repeat repeat when !IsNullable => repeat.Body.First,
        Atomic atomic => atomic.Body.First,
        _ => null,
    };

    /// <summary>The number of code points that every match has, or -1 where that varies.</summary>
    public int FixedLength => this switch
    {
        One => 1,
        Sequence sequence => sequence.Parts.Aggregate(0, (sum, p) => sum < 0 || p.FixedLength < 0 || sum > LongestFixedLength ? -1 : sum + p.FixedLength),
        Alternation alternation => alternation.Branches.Select(b => b.FixedLength).Distinct().ToArray() is [int only] ? only : -1,
        Repeat repeat when repeat.Minimum == repeat.Maximum && repeat.Body.FixedLength is >= 0 and <= LongestFixedLength and int length =>
            repeat.Minimum * length,
        Repeat => -1,
        Atomic atomic => atomic.Body.FixedLength,
        _ => 0,
    };

    private static CodePointSet? FirstOf(Sequence sequence)
    {
        List<CodePointSet> first = [];
        foreach (PatternNode part in sequence.Parts)
        {
            // A look-around or anchor only narrows what follows it.
            if (part is Look or Anchor)
                continue;
            CodePointSet? own = part is Repeat repeat ? repeat.Body.First : part.First;
            if (own is null)
                return null;
            first.Add(own);
            if (!part.IsNullable)
                return CodePointSet.UnionOf(first);
        }

        return null;
    }
}
