namespace FoundationModels.Grammars.Ebnf;

/// <summary>A rule as it was written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where it is defined.</param>
/// <param name="Body">What it yields.</param>
internal sealed record EbnfRule(string Name, EbnfPlace Place, EbnfExpression Body);
