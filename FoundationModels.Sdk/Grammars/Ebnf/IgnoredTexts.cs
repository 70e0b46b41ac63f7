namespace FoundationModels.Grammars.Ebnf;

/// <summary>Puts what a grammar ignores where it may stand: at the start, and behind each terminal of a rule.</summary>
internal static class IgnoredTexts
{
    /// <summary>The name of the rule that begins with what is ignored and goes on with the start. No grammar can use it.</summary>
    public const string WholeText = "(text)";

    /// <summary>The rules with what is ignored written out.</summary>
    public static EbnfRules Insert(EbnfRules rules, EbnfExpression ignored, string start)
    {
        var result = new EbnfRules();
        var gap = new EbnfExpression.Repeat(ignored, 0, null);
        foreach (var rule in rules.ByName.Values)
        {
            result.Add(rule with { Body = IsTerminal(rule.Name) ? rule.Body : Insert(rule.Body, gap) });
        }
        var first = rules.ByName[start];
        result.Add(new EbnfRule(WholeText, first.Place, EbnfExpression.Join([gap, new EbnfExpression.Reference(start, first.Place)])));
        return result;
    }

    // The names of terminals have capital letters.
    private static bool IsTerminal(string name) => name.TrimStart('_') is [var letter, ..] && char.IsAsciiLetterUpper(letter);

    private static EbnfExpression Insert(EbnfExpression expression, EbnfExpression gap) => expression switch
    {
        EbnfExpression.Terminal => EbnfExpression.Join([expression, gap]),
        EbnfExpression.Reference(var name, _) => IsTerminal(name) ? EbnfExpression.Join([expression, gap]) : expression,
        EbnfExpression.Sequence(var parts) => new EbnfExpression.Sequence([.. parts.Select(part => Insert(part, gap))]),
        EbnfExpression.Choice(var branches) => new EbnfExpression.Choice([.. branches.Select(branch => Insert(branch, gap))]),
        EbnfExpression.Repeat repeat => repeat with { Part = Insert(repeat.Part, gap) },
        _ => expression,
    };
}
