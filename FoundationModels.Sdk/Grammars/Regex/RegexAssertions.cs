namespace FoundationModels.Grammars.Regex;

/// <summary>Assertions that are made of others.</summary>
internal static class RegexAssertions
{
    /// <summary>Gets ^ with the flag m.</summary>
    public static RegexNode LineStart { get; } = RegexNode.Either([RegexNode.Start, Look(CharacterClasses.LineEnds, ahead: false, negative: false)]);

    /// <summary>Gets $ with the flag m.</summary>
    public static RegexNode LineEnd { get; } = RegexNode.Either([RegexNode.End, Look(CharacterClasses.LineEnds, ahead: true, negative: false)]);

    /// <summary>Gets \b.</summary>
    public static RegexNode WordEdge { get; } = RegexNode.Either([Words(before: true, after: false), Words(before: false, after: true)]);

    /// <summary>Gets \B.</summary>
    public static RegexNode NoWordEdge { get; } = RegexNode.Either([Words(before: true, after: true), Words(before: false, after: false)]);

    private static RegexNode Words(bool before, bool after) => RegexNode.Join(
        [Look(CharacterClasses.Words, ahead: false, negative: !before), Look(CharacterClasses.Words, ahead: true, negative: !after)]);

    private static RegexNode.Look Look(CodePointSet set, bool ahead, bool negative) => new(new RegexNode.Character(set), ahead, negative);
}
