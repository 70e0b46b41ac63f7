using FsCheck;
using FsCheck.Fluent;

namespace FoundationModels.Sdk.Tests.Grammars.Ebnf;

/// <summary>A small random grammar over a and b, and its texts by plain enumeration.</summary>
/// <param name="Rules">For each rule its branches: words of a, b and the digits of rules.</param>
internal sealed record RandomGrammar(IReadOnlyList<IReadOnlyList<string>> Rules)
{
    /// <summary>The longest texts that are enumerated.</summary>
    public const int MaximumLength = 6;

    private static readonly Gen<string> Branch =
        from length in Gen.Choose(0, 3) from symbols in Gen.Elements("ab012".ToCharArray()).ArrayOf(length) select new string(symbols);

    /// <summary>Gets random grammars: ambiguous, recursive on either side, with empty and unproductive rules.</summary>
    public static Gen<RandomGrammar> Any { get; } =
        from rules in (from count in Gen.Choose(1, 3) from branches in Branch.ArrayOf(count) select (IReadOnlyList<string>)branches).ArrayOf(3)
        select new RandomGrammar(rules);

    /// <summary>The grammar in GBNF.</summary>
    public string ToGbnf() => string.Join('\n', Rules.Select((branches, rule) => $"{NameOf(rule)} ::= {string.Join(" | ", branches.Select(ToGbnf))}"));

    /// <summary>The texts of rule 0 up to the maximum length.</summary>
    public HashSet<string> Enumerate()
    {
        var texts = Rules.Select(_ => new HashSet<string>()).ToArray();
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int rule = 0; rule < texts.Length; rule++)
            {
                foreach (string branch in Rules[rule])
                {
                    IEnumerable<string> found = [""];
                    foreach (char symbol in branch)
                    {
                        var next = char.IsDigit(symbol) ? texts[symbol - '0'] : [symbol.ToString()];
                        found = found.SelectMany(left => next.Select(right => left + right)).Where(text => text.Length <= MaximumLength).Distinct().ToList();
                    }
                    foreach (string text in found.ToList())
                        changed |= texts[rule].Add(text);
                }
            }
        }
        return texts[0];
    }

    /// <summary>Whether each rule that the start leads to yields some text.</summary>
    public bool IsProductive()
    {
        var productive = new HashSet<int>();
        for (int count = -1; count != productive.Count;)
        {
            count = productive.Count;
            for (int rule = 0; rule < Rules.Count; rule++)
            {
                if (Rules[rule].Any(branch => branch.Where(char.IsDigit).All(symbol => productive.Contains(symbol - '0'))))
                    productive.Add(rule);
            }
        }
        var reached = new HashSet<int> { 0 };
        for (int count = 0; count != reached.Count;)
        {
            count = reached.Count;
            foreach (char symbol in reached.ToList().SelectMany(rule => Rules[rule]).SelectMany(branch => branch).Where(char.IsDigit))
                reached.Add(symbol - '0');
        }
        return reached.IsSubsetOf(productive);
    }

    private static string NameOf(int rule) => rule == 0 ? "root" : $"r{rule}";

    private static string ToGbnf(string branch) => branch.Length == 0 ? "\"\"" : string.Join(' ', branch.Select(c => char.IsDigit(c) ? NameOf(c - '0') : $"\"{c}\""));
}
