using System.Text;
using FoundationModels.Sdk.Tests.Grammars.Properties;

namespace FoundationModels.Sdk.Tests.Grammars.Machine;

/// <summary>No name comes twice in a text that is written for a program, whether the schema speaks of it or not.</summary>
internal sealed class RepeatedNameTests
{
    private const string Dictionary = """{"type":"object","additionalProperties":{"type":"integer"}}""";
    private const string TwoNames = """{"type":"object","patternProperties":{"^(a|b)$":{"type":"integer"}},"additionalProperties":false}""";

    [TestCase(Dictionary, """{"a": 1, "ab": 2}""", true)]
    [TestCase(Dictionary, """{"ab": 1, "a": 2}""", true)]
    [TestCase(Dictionary, """{"a": 1, "a": 2}""", false)]
    [TestCase(Dictionary, """{"a": 1, "b": 2, "a": 3}""", false)]
    [TestCase(Dictionary, """{"\"": 1, "\"": 2}""", false)]
    [TestCase(TwoNames, """{"b": 1, "a": 2}""", true)]
    [TestCase(TwoNames, """{"b": 1, "b": 2}""", false)]
    [TestCase(TwoNames, """{"b": 1, "a": 2, """, false)]
    public void A_name_comes_once(string schema, string text, bool isAccepted)
    {
        GrammarMatcher matcher = new(new GrammarCompiler().Compile(Grammar.JsonSchema(schema)), SmallVocabulary.Tokens);

        bool accepted = true;
        foreach (byte value in Encoding.UTF8.GetBytes(text))
        {
            CheckMask(matcher);
            accepted = accepted && matcher.TryAcceptByte(value);
        }

        Assert.That(accepted && matcher.IsAccepting, Is.EqualTo(isAccepted));
    }

    [Test]
    public void A_text_of_others_may_repeat_what_has_no_effect()
    {
        GrammarCompiler compiler = new(new GrammarOptions { Spelling = GrammarSpelling.Any });
        GrammarMatcher matcher = new(compiler.Compile(Grammar.JsonSchema(Dictionary)), SmallVocabulary.Tokens);

        Assert.That("""{"a": 1, "a": 2}"""u8.ToArray(), Has.All.Matches<byte>(matcher.TryAcceptByte));
    }

    private static void CheckMask(GrammarMatcher matcher)
    {
        TokenMask mask = matcher.GetNextTokenMask();
        for (int token = 0; token < mask.Size; token++)
            Assert.That(mask[token], Is.EqualTo(matcher.CheckToken(token)), $"token {token}");
    }
}
