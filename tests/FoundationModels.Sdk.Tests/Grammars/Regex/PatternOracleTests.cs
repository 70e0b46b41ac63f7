using System.Text;
using System.Text.Json;
using FoundationModels.Grammars.Automata;
using FoundationModels.Grammars.Regex;
using Oracle = System.Text.RegularExpressions.Regex;

namespace FoundationModels.Sdk.Tests.Grammars.Regex;

/// <summary>Random patterns against .NET's backtracking engine, which is told ECMA-262's meaning of what it reads differently.</summary>
internal sealed class PatternOracleTests
{
    private const string Word = "[a-zA-Z0-9_]";

    // What ECMA-262 and the oracle each have to be told. Texts have no surrogates here: the oracle would see each half.
    private static readonly (string Pattern, string Oracle)[] Atoms =
    [
        ("a", "a"), ("b", "b"), ("1", "1"), ("_", "_"), (" ", " "), ("\\n", "\n"), ("é", "é"), ("[ab]", "[ab]"), ("[^a]", "[^a]"), ("\\d", "[0-9]"),
        ("\\w", Word), ("\\s", "[ \\t\\r\\n]"), ("\\W", "[^a-zA-Z0-9_]"), ("\\D", "[^0-9]"), (".", "[^\\n\\r\\u2028\\u2029]"), ("[^]", "[\\s\\S]"),
        ("(?:)", "(?:)"), ("[\\w-]", "[a-zA-Z0-9_-]"), ("^", "(?<![\\s\\S])"),
    ];

    private static readonly (string Pattern, string Oracle)[] Forward =
    [
        ("$", "\\z"),
        ("\\b", $"(?:(?<={Word})(?!{Word})|(?<!{Word})(?={Word}))"),
        ("\\B", $"(?:(?<={Word})(?={Word})|(?<!{Word})(?!{Word}))"),
    ];

    [TestCase(1)]
    [TestCase(2)]
    public void Compile_RandomPatterns_MatchWhatTheOracleMatches(int seed)
    {
        Random random = new(seed);
        string[] characters = ["a", "b", "1", "_", " ", "\n", "é", "a", "b"];
        for (int round = 0; round < 2_000; round++)
        {
            (string pattern, string translated) = Make(random, 4, inBehind: false);
            ByteAutomaton automaton = PatternAutomaton.Compile(pattern);
            Oracle oracle = new(translated, System.Text.RegularExpressions.RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(200));
            for (int i = 0; i < 8; i++)
            {
                string text = string.Concat(Enumerable.Range(0, random.Next(0, 8)).Select(_ => characters[random.Next(characters.Length)]));
                if (TryMatch(oracle, text) is { } expected)
                    Assert.That(automaton.Match(Encoding.UTF8.GetBytes(text)) >= 0, Is.EqualTo(expected), () => $"{pattern} on {JsonSerializer.Serialize(text)}");
            }
        }
    }

    // Now and then a pattern makes the oracle backtrack for ever.
    private static bool? TryMatch(Oracle oracle, string text)
    {
        try
        {
            return oracle.IsMatch(text);
        }
        catch (System.Text.RegularExpressions.RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static (string Pattern, string Oracle) Make(Random random, int depth, bool inBehind)
    {
        switch (depth <= 0 ? 0 : random.Next(inBehind ? 5 : 7))
        {
            case 0:
                return !inBehind && random.Next(5) == 0 ? Forward[random.Next(Forward.Length)] : Atoms[random.Next(Atoms.Length)];
            case 1:
                {
                    (string Pattern, string Oracle) left = Make(random, depth - 1, inBehind), right = Make(random, depth - 1, inBehind);
                    return (left.Pattern + right.Pattern, left.Oracle + right.Oracle);
                }
            case 2:
                {
                    (string Pattern, string Oracle) left = Make(random, depth - 1, inBehind), right = Make(random, depth - 1, inBehind);
                    return ($"(?:{left.Pattern}|{right.Pattern})", $"(?:{left.Oracle}|{right.Oracle})");
                }
            case 3:
                {
                    string[] counts = ["*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}", "*?"];
                    return Wrap("(?:", Make(random, depth - 1, inBehind), ")" + counts[random.Next(counts.Length)]);
                }
            case 4:
                return Wrap(random.Next(2) == 0 ? "(?<=" : "(?<!", Make(random, depth - 1, inBehind: true), ")");
            default:
                return Wrap(random.Next(2) == 0 ? "(?=" : "(?!", Make(random, depth - 1, inBehind: false), ")");
        }
    }

    private static (string Pattern, string Oracle) Wrap(string before, (string Pattern, string Oracle) inner, string after) =>
        (before + inner.Pattern + after, before + inner.Oracle + after);
}
