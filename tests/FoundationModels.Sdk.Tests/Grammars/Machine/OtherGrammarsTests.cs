using System.Text;

namespace FoundationModels.Sdk.Tests.Grammars.Machine;

/// <summary>Grammars beside JSON, from their text to masks of tokens.</summary>
public class OtherGrammarsTests
{
    private static readonly string[] Tokens = ["a", "b", "ab", "ba", "(", ")", "((", "))", "()", "a)", "\u00e9", "low", "er", ""];
    private static readonly TokenVocabulary Vocabulary = new([.. Tokens.Select(token => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(token))], [Tokens.Length - 1]);

    private static readonly (Grammar Grammar, string Text)[] Cases =
    [
        (Grammar.Ebnf("start: \"(\" start \")\" | /a*/"), "((aa))"),
        (Grammar.Ebnf("root ::= \"(\" root \")\" | [ab]*"), "((ab))"),
        (Grammar.Regex("(ab|\u00e9)+"), "ab\u00e9ab"),
        (Grammar.Choice("low", "lower", "(a)"), "lower"),
        (Grammar.Text(4), "ab\u00e9("),
        (Grammar.Text(), "((()"),
    ];

    [TestCaseSource(nameof(Cases))]
    public void A_mask_allows_the_tokens_after_which_the_text_can_be_completed((Grammar Grammar, string Text) of)
    {
        var matcher = new GrammarMatcher(new GrammarCompiler().Compile(of.Grammar), Vocabulary);
        byte[] text = Encoding.UTF8.GetBytes(of.Text);
        for (int i = 0; ; i++)
        {
            var mask = matcher.GetNextTokenMask();
            for (int token = 0; token < Tokens.Length; token++)
            {
                bool isAllowed = matcher.CheckToken(token);
                Assert.That(mask[token], Is.EqualTo(isAllowed), $"'{Tokens[token]}' at {i}");
                if (!isAllowed || token == Tokens.Length - 1)
                    continue;
                Assert.That(matcher.TryAcceptToken(token), Is.True);
                byte[] completion = matcher.GetShortestCompletion();
                Assert.That(Array.TrueForAll(completion, matcher.TryAcceptByte) && matcher.IsAccepting, Is.True, $"'{Tokens[token]}' at {i}");
                matcher.Rollback(completion.Length + 1);
            }
            if (i == text.Length)
                break;
            Assert.That(matcher.TryAcceptByte(text[i]), Is.True);
        }
        Assert.That(matcher.IsAccepting, Is.True);
    }

    [Test]
    public void What_has_no_text_is_refused()
    {
        var compiler = new GrammarCompiler();
        Assert.That(() => compiler.Compile(Grammar.Choice()), Throws.TypeOf<GrammarException>());
        Assert.That(() => compiler.Compile(Grammar.Regex("a(?!a)a")), Throws.TypeOf<GrammarException>());
        Assert.That(() => compiler.Compile(Grammar.Ebnf("start: \"a\" start")), Throws.TypeOf<GrammarException>().With.Message.Contains("line 1, column 1"));
        Assert.That(() => compiler.Compile(Grammar.Text(-1)), Throws.TypeOf<GrammarException>());
    }
}
