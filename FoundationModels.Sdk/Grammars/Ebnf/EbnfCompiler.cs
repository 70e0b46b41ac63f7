using System.Text.RegularExpressions;
using FoundationModels.Grammars.Automata;

namespace FoundationModels.Grammars.Ebnf;

/// <summary>Compiles grammars in Lark's or GBNF's notation.</summary>
internal static partial class EbnfCompiler
{
    private const int MaximumLength = 4 << 20;

    /// <summary>Compiles a grammar.</summary>
    /// <exception cref="GrammarRefusal">It has a mistake, or something that is not supported, or is too large.</exception>
    public static EbnfGrammar Compile(string text, AutomatonLimits? limits = null, CancellationToken cancellation = default)
    {
        if (text.Length > MaximumLength)
            throw new GrammarRefusal("", $"the grammar is longer than {MaximumLength} characters");
        bool isGbnf = GbnfRule().IsMatch(text);
        var rules = isGbnf ? GbnfParser.Parse(text) : LarkParser.Parse(text);
        string start = isGbnf ? "root" : "start";
        if (!rules.ByName.ContainsKey(start))
            throw new GrammarRefusal("", $"the grammar has no rule '{start}', where it begins");
        foreach (var rule in rules.ByName.Values)
            CheckReferences(rule.Body, rules);
        if (rules.Ignored is { } ignored)
        {
            CheckReferences(ignored, rules);
            (rules, start) = (IgnoredTexts.Insert(rules, ignored, start), IgnoredTexts.WholeText);
        }
        return new EbnfProductions(rules, limits ?? AutomatonLimits.Default, cancellation).Build(start);
    }

    private static void CheckReferences(EbnfExpression expression, EbnfRules rules)
    {
        switch (expression)
        {
            case EbnfExpression.Reference(var name, var place) when !rules.ByName.ContainsKey(name):
                throw place.Refuse($"the rule '{name}' is not defined");
            case EbnfExpression.Sequence(var parts):
                foreach (var part in parts)
                    CheckReferences(part, rules);
                break;
            case EbnfExpression.Choice(var branches):
                foreach (var branch in branches)
                    CheckReferences(branch, rules);
                break;
            case EbnfExpression.Repeat(var part, _, _):
                CheckReferences(part, rules);
                break;
        }
    }

    // Lark's notation has nowhere a name before such a mark at the start of a line.
    [GeneratedRegex(@"^[ \t]*[A-Za-z0-9_-]+\s*::=", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial System.Text.RegularExpressions.Regex GbnfRule();
}
