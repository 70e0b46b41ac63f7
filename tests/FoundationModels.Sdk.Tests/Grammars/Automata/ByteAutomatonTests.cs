using System.Text;
using FoundationModels.Grammars;
using FoundationModels.Grammars.Automata;

namespace FoundationModels.Sdk.Tests.Grammars.Automata;

internal sealed class ByteAutomatonTests
{
    [Test]
    public void AnyText_EveryScalarValue_IsItsUtf8AndNothingShorterOrLonger()
    {
        ByteAutomaton any = ByteAutomaton.AnyText;
        Span<byte> bytes = stackalloc byte[4];
        List<int> wrong = [];
        for (int codePoint = 0; codePoint < 0x110000; codePoint++)
        {
            if (!Rune.IsValid(codePoint))
                continue;
            int length = new Rune(codePoint).EncodeToUtf8(bytes);
            if (any.Match(bytes[..length]) != 0 || (length > 1 && any.Match(bytes[..(length - 1)]) != -1))
                wrong.Add(codePoint);
        }
        Assert.That(wrong, Is.Empty);
    }

    [TestCase(new byte[] { 0xC0, 0x80 }, TestName = "an overlong zero")]
    [TestCase(new byte[] { 0xE0, 0x9F, 0xBF }, TestName = "an overlong two-byte character")]
    [TestCase(new byte[] { 0xED, 0xA0, 0x80 }, TestName = "a surrogate")]
    [TestCase(new byte[] { 0xF0, 0x8F, 0xBF, 0xBF }, TestName = "an overlong three-byte character")]
    [TestCase(new byte[] { 0xF4, 0x90, 0x80, 0x80 }, TestName = "a code point beyond Unicode")]
    [TestCase(new byte[] { 0x80 }, TestName = "a lone continuation byte")]
    public void AnyText_IllFormedBytes_AreNoText(byte[] bytes) => Assert.That(ByteAutomaton.AnyText.Match(bytes), Is.EqualTo(-1));

    [Test]
    public void OfTexts_Labelled_GivesTheIndexOfTheFirstEqualText()
    {
        ByteAutomaton texts = ByteAutomaton.OfTexts(["low", "medium", "low", "", "lower", "é"], labelled: true);
        Assert.That(Labels(texts, "low", "medium", "", "lower", "é", "lo", "lowest"), Is.EqualTo(new[] { 0, 1, 3, 4, 5, -1, -1 }));
    }

    [Test]
    public void OfTexts_LoneSurrogate_IsNoTextThatCouldBeWritten() =>
        Assert.That(ByteAutomaton.OfTexts(["\ud800", "\udc00x", "a\ud800"]).IsEmpty);

    [Test]
    public void OfTexts_InAnyOrder_IsTheSameAutomaton()
    {
        string[] texts = ["one", "two", "three", "four", "five", "onerous", "twofold"];
        Assert.That(ByteAutomaton.OfTexts(texts), Is.EqualTo(ByteAutomaton.OfTexts([.. texts.Reverse()])));
    }

    [Test]
    public void OfTexts_HundredThousand_AreAllFound()
    {
        string[] texts = [.. Enumerable.Range(0, 100_000).Select(i => $"item-{i * 7919L % 1_000_003:x}-{i}")];
        ByteAutomaton automaton = ByteAutomaton.OfTexts(texts, labelled: true);
        for (int i = 0; i < texts.Length; i += 97)
            Assert.That(automaton.Match(Encoding.UTF8.GetBytes(texts[i])), Is.EqualTo(i));
        Assert.That(automaton.Match("item-"u8), Is.EqualTo(-1));
    }

    [Test]
    public void OfLengths_CountsCodePoints()
    {
        ByteAutomaton lengths = ByteAutomaton.OfLengths(2, 3);
        Assert.That(Labels(lengths, "", "é", "é€", "😀😀😀", "abcd"), Is.EqualTo(new[] { -1, -1, 0, 0, -1 }));
        Assert.That(Labels(ByteAutomaton.OfLengths(2, null), "a", "ab", "abcdefgh"), Is.EqualTo(new[] { -1, 0, 0 }));
        Assert.That(ByteAutomaton.OfLengths(3, 2).IsEmpty);
        Assert.That(ByteAutomaton.OfLengths(0, null), Is.EqualTo(ByteAutomaton.AnyText));
    }

    [Test]
    public void OfLengths_TooGreat_IsRefused() => Assert.That(() => ByteAutomaton.OfLengths(0, 10_000_000), Throws.InstanceOf<GrammarRefusal>());

    [Test]
    public void ShortestSuffix_FromEveryState_EndsAWordAndIsAsLongAsItSays()
    {
        ByteAutomaton automaton = ByteAutomaton.OfTexts(["low", "medium", "high", "higher", "lowest of all"]);
        for (int state = 0; state < automaton.StateCount; state++)
        {
            List<byte> suffix = [];
            automaton.AppendShortestSuffix(state, suffix);
            int end = suffix.Aggregate(state, automaton.Next);
            Assert.That((suffix.Count, automaton.Label(end)), Is.EqualTo((automaton.ShortestSuffixLength(state), 0)));
        }
        List<byte> first = [];
        automaton.AppendShortestSuffix(0, first);
        Assert.That(Encoding.UTF8.GetString([.. first]), Is.EqualTo("low"));
    }

    [Test]
    public void ReachableLabels_AreThoseOfTheWordsThatGoOn()
    {
        ByteAutomaton automaton = ByteAutomaton.OfTexts(["low", "medium", "lower", "high"], labelled: true);
        Assert.That(automaton.ReachableLabels.From(0)[0], Is.EqualTo(0b1111));
        Assert.That(automaton.ReachableLabels.From(automaton.Next(0, (byte)'l'))[0], Is.EqualTo(0b0101));
        Assert.That(automaton.ReachableLabels.From(automaton.Next(0, (byte)'h'))[0], Is.EqualTo(0b1000));
    }

    private static int[] Labels(ByteAutomaton automaton, params string[] texts) =>
        [.. texts.Select(text => automaton.Match(Encoding.UTF8.GetBytes(text)))];
}
