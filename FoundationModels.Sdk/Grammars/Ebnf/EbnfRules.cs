namespace FoundationModels.Grammars.Ebnf;

/// <summary>The rules of a grammar as they were written.</summary>
internal sealed class EbnfRules
{
    private const int MaximumRules = 10_000;

    private readonly Dictionary<string, EbnfRule> _byName = new(StringComparer.Ordinal);

    /// <summary>Gets the rules by their names.</summary>
    public IReadOnlyDictionary<string, EbnfRule> ByName => _byName;

    /// <summary>Gets what may stand between the terminals, or null.</summary>
    public EbnfExpression? Ignored { get; private set; }

    /// <summary>Adds a rule.</summary>
    /// <exception cref="GrammarRefusal">There is one of this name, or there are too many.</exception>
    public void Add(EbnfRule rule)
    {
        if (!_byName.TryAdd(rule.Name, rule))
            throw rule.Place.Refuse($"the rule '{rule.Name}' is defined twice, first in line {_byName[rule.Name].Place.Line}");
        if (_byName.Count > MaximumRules)
            throw rule.Place.Refuse($"there are more than {MaximumRules} rules");
    }

    /// <summary>Adds to what may stand between the terminals.</summary>
    public void Ignore(EbnfExpression expression) => Ignored = Ignored is null ? expression : EbnfExpression.Either([Ignored, expression]);
}
