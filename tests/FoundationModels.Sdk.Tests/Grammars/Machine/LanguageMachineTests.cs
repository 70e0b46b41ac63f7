using FoundationModels.Grammars;
using FoundationModels.Grammars.Automata;
using FoundationModels.Grammars.Machine;
using FoundationModels.Grammars.Regex;
using FoundationModels.Sdk.Tests.Grammars.Ebnf;
using FsCheck;
using FsCheck.Fluent;

namespace FoundationModels.Sdk.Tests.Grammars.Machine;

public class LanguageMachineTests
{
    [Test]
    public void A_pattern_matches_as_a_whole()
    {
        var machine = LanguageMachine.Of(PatternAutomaton.CompileWhole("[a-z]+@[a-z]+\\.(com|org)"));
        Assert.That(GrammarWalk.Accepts(machine, "me@home.org"), Is.True);
        Assert.That(GrammarWalk.Accepts(machine, "me@home.org "), Is.False);
        Assert.That(GrammarWalk.Completion(GrammarWalk.After(machine, "me@home.c")!), Is.EqualTo("om"));
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => GrammarWalk.CompletesAnywhere(machine, seed, 30)).QuickCheckThrowOnFailure();
    }

    [Test]
    public void One_of_several_texts()
    {
        var machine = LanguageMachine.Of(ByteAutomaton.OfTexts(["low", "lower", "h\u00f6her"]));
        foreach (string text in (string[])["low", "lower", "h\u00f6her"])
            Assert.That(GrammarWalk.Accepts(machine, text), Is.True);
        Assert.That(GrammarWalk.Accepts(machine, "lowe"), Is.False);
        Assert.That(() => LanguageMachine.Of(ByteAutomaton.OfTexts([])), Throws.TypeOf<GrammarRefusal>());
    }

    [Test]
    public void Text_up_to_a_length_counts_characters()
    {
        var machine = LanguageMachine.OfLength(3);
        Assert.That(GrammarWalk.Accepts(machine, ""), Is.True);
        Assert.That(GrammarWalk.Accepts(machine, "a\u00e9\U0001F600"), Is.True);
        Assert.That(GrammarWalk.After(machine, "abcd"), Is.Null);
        Assert.That(GrammarWalk.Accepts(LanguageMachine.OfLength(null), new string('x', 10_000)), Is.True);
        Assert.That(GrammarWalk.Accepts(LanguageMachine.OfLength(int.MaxValue), "x"), Is.True);
        Assert.That(() => LanguageMachine.OfLength(-1), Throws.TypeOf<GrammarRefusal>());
    }
}
