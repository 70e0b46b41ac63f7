namespace FoundationModels.Grammars.Regex;

/// <summary>A part of a regular expression.</summary>
internal abstract class RegexNode
{
    /// <summary>What matches the empty text.</summary>
    public static readonly RegexNode Nothing = new Sequence([]);

    /// <summary>The start of the text.</summary>
    public static readonly RegexNode Start = new Edge(true);

    /// <summary>The end of the text.</summary>
    public static readonly RegexNode End = new Edge(false);

    /// <summary>Parts one after another.</summary>
    public static RegexNode Join(List<RegexNode> parts) => parts.Count == 1 ? parts[0] : parts.Count == 0 ? Nothing : new Sequence([.. parts]);

    /// <summary>One of several parts. Single characters become one set.</summary>
    public static RegexNode Either(List<RegexNode> branches)
    {
        var set = CodePointSet.Empty;
        int characters = 0;
        foreach (var branch in branches)
        {
            if (branch is Character { Set: var other })
                (set, characters) = (set.Union(other), characters + 1);
        }
        if (characters > 1)
        {
            branches = branches.FindAll(static branch => branch is not Character);
            branches.Insert(0, new Character(set));
        }
        return branches.Count == 1 ? branches[0] : new Choice([.. branches]);
    }

    /// <summary>A part several times.</summary>
    /// <param name="part">The part.</param>
    /// <param name="minimum">How often at least.</param>
    /// <param name="maximum">How often at most; -1 for any number.</param>
    public static RegexNode Times(RegexNode part, int minimum, int maximum)
    {
        if (maximum == 0 || part is Sequence { Parts.Length: 0 })
            return Nothing;
        if (minimum == 1 && maximum == 1)
            return part;
        // With at most one needed, every number up to the product of the bounds is reached.
        if (part is Repeat { Minimum: <= 1 } inner)
        {
            long most = inner.Maximum < 0 || maximum < 0 ? -1 : (long)inner.Maximum * maximum;
            if (most <= int.MaxValue)
                return new Repeat(inner.Part, inner.Minimum * minimum, (int)most);
        }
        return new Repeat(part, minimum, maximum);
    }

    /// <summary>One character of a set.</summary>
    internal sealed class Character(CodePointSet set) : RegexNode
    {
        public CodePointSet Set { get; } = set;
    }

    /// <summary>Parts one after another.</summary>
    internal sealed class Sequence(RegexNode[] parts) : RegexNode
    {
        public RegexNode[] Parts { get; } = parts;
    }

    /// <summary>One of several parts.</summary>
    internal sealed class Choice(RegexNode[] branches) : RegexNode
    {
        public RegexNode[] Branches { get; } = branches;
    }

    /// <summary>A part several times.</summary>
    internal sealed class Repeat(RegexNode part, int minimum, int maximum) : RegexNode
    {
        public RegexNode Part { get; } = part;

        public int Minimum { get; } = minimum;

        public int Maximum { get; } = maximum;
    }

    /// <summary>The start or the end of the text.</summary>
    internal sealed class Edge(bool isStart) : RegexNode
    {
        public bool IsStart { get; } = isStart;
    }

    /// <summary>What has to come next, or to have come just before, or must not.</summary>
    internal sealed class Look(RegexNode body, bool ahead, bool negative) : RegexNode
    {
        public RegexNode Body { get; } = body;

        public bool Ahead { get; } = ahead;

        public bool Negative { get; } = negative;
    }
}
