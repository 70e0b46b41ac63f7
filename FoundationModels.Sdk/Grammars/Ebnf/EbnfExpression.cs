using FoundationModels.Grammars.Regex;

namespace FoundationModels.Grammars.Ebnf;

/// <summary>A part of a rule as it was written.</summary>
internal abstract record EbnfExpression
{
    /// <summary>What yields the empty text.</summary>
    public static readonly EbnfExpression Nothing = new Sequence([]);

    /// <summary>Parts one after another.</summary>
    public static EbnfExpression Join(IReadOnlyList<EbnfExpression> parts) => parts.Count == 1 ? parts[0] : new Sequence(parts);

    /// <summary>One of several parts.</summary>
    public static EbnfExpression Either(IReadOnlyList<EbnfExpression> branches) => branches.Count == 1 ? branches[0] : new Choice(branches);

    /// <summary>Texts of a regular expression.</summary>
    /// <param name="Node">The expression.</param>
    /// <param name="Source">How it was written.</param>
    /// <param name="Place">Where.</param>
    internal sealed record Terminal(RegexNode Node, string Source, EbnfPlace Place) : EbnfExpression;

    /// <summary>Texts of a rule.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Place">Where it is used.</param>
    internal sealed record Reference(string Name, EbnfPlace Place) : EbnfExpression;

    /// <summary>Parts one after another.</summary>
    internal sealed record Sequence(IReadOnlyList<EbnfExpression> Parts) : EbnfExpression;

    /// <summary>One of several parts.</summary>
    internal sealed record Choice(IReadOnlyList<EbnfExpression> Branches) : EbnfExpression;

    /// <summary>A part several times.</summary>
    /// <param name="Part">The part.</param>
    /// <param name="Minimum">How often at least.</param>
    /// <param name="Maximum">How often at most; null for any number.</param>
    internal sealed record Repeat(EbnfExpression Part, int Minimum, int? Maximum) : EbnfExpression;
}
