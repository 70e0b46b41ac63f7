namespace FoundationModels.Grammars.Ebnf;

/// <summary>A place in the text of a grammar.</summary>
/// <param name="Line">The line, from 1 on.</param>
/// <param name="Column">The column, from 1 on.</param>
internal readonly record struct EbnfPlace(int Line, int Column)
{
    /// <summary>A refusal of what is at the place.</summary>
    public GrammarRefusal Refuse(string reason) => new("", $"line {Line}, column {Column}: {reason}");
}
