using FoundationModels.Grammars.Regex;

namespace FoundationModels.Grammars.Ebnf;

/// <summary>
/// Finds the parts of a grammar that are regular because no rule in them leads back to itself. As one automaton each, they are a single item of the recognizer.
/// </summary>
internal sealed class RegularParts(EbnfRules rules)
{
    // Larger expressions are put together by the recognizer: their automata may be huge.
    private const int MaximumSize = 2_000;
    private const int MaximumDepth = 500;

    private static readonly (RegexNode? Node, int Size) None = (null, 0);

    private readonly Dictionary<string, (RegexNode? Node, int Size)> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<EbnfExpression, (RegexNode? Node, int Size)> _parts = new(ReferenceEqualityComparer.Instance);
    private int _depth;

    /// <summary>The regular expression of a part, or null.</summary>
    public RegexNode? Find(EbnfExpression expression) => Look(expression).Node;

    private (RegexNode? Node, int Size) Look(EbnfExpression expression)
    {
        if (_parts.TryGetValue(expression, out var known))
            return known;
        if (_depth >= MaximumDepth)
            return None;
        _depth++;
        (RegexNode? Node, int Size) found = expression switch
        {
            EbnfExpression.Terminal terminal => LooksAround(terminal.Node) ? None : (terminal.Node, SizeOf(terminal.Node)),
            EbnfExpression.Reference reference => LookAtRule(reference.Name),
            EbnfExpression.Sequence sequence => LookAtAll(sequence.Parts, RegexNode.Join),
            EbnfExpression.Choice choice => LookAtAll(choice.Branches, RegexNode.Either),
            EbnfExpression.Repeat repeat => LookAtRepeat(repeat),
            _ => None,
        };
        _depth--;
        return _parts[expression] = found.Size > MaximumSize ? None : found;
    }

    private (RegexNode? Node, int Size) LookAtRule(string name)
    {
        if (_rules.TryGetValue(name, out var known))
            return known;
        // A rule that is met within itself is not regular, and neither is what uses it.
        _rules[name] = None;
        return _rules[name] = Look(rules.ByName[name].Body);
    }

    private (RegexNode? Node, int Size) LookAtAll(IReadOnlyList<EbnfExpression> expressions, Func<List<RegexNode>, RegexNode> combine)
    {
        var nodes = new List<RegexNode>();
        int size = 1;
        foreach (var expression in expressions)
        {
            var (node, partSize) = Look(expression);
            size += partSize;
            if (node is null || size > MaximumSize)
                return None;
            nodes.Add(node);
        }
        return (combine(nodes), size);
    }

    private (RegexNode? Node, int Size) LookAtRepeat(EbnfExpression.Repeat repeat)
    {
        var (node, size) = Look(repeat.Part);
        if (node is null || (long)size * Math.Max(repeat.Minimum, repeat.Maximum ?? 1) > MaximumSize)
            return None;
        return (RegexNode.Times(node, repeat.Minimum, repeat.Maximum ?? -1), size * Math.Max(1, Math.Max(repeat.Minimum, repeat.Maximum ?? 1)));
    }

    // A look at what is around a terminal would see more of the text when the terminal is put together with others.
    private static bool LooksAround(RegexNode node) => node switch
    {
        RegexNode.Edge or RegexNode.Look => true,
        RegexNode.Sequence sequence => Array.Exists(sequence.Parts, LooksAround),
        RegexNode.Choice choice => Array.Exists(choice.Branches, LooksAround),
        RegexNode.Repeat repeat => LooksAround(repeat.Part),
        _ => false,
    };

    private static int SizeOf(RegexNode node)
    {
        long size = node switch
        {
            RegexNode.Sequence sequence => 1L + sequence.Parts.Sum(SizeOf),
            RegexNode.Choice choice => 1L + choice.Branches.Sum(SizeOf),
            RegexNode.Repeat repeat => (long)SizeOf(repeat.Part) * Math.Max(1, Math.Max(repeat.Minimum, repeat.Maximum)),
            _ => 1,
        };
        return (int)Math.Min(size, MaximumSize + 1);
    }
}
