using System.Diagnostics;
using System.Text;
using FoundationModels.Grammars;
using FoundationModels.Grammars.Automata;
using FoundationModels.Grammars.Regex;

namespace FoundationModels.Sdk.Tests.Grammars.Regex;

internal sealed class PatternAutomatonTests
{
    [TestCase("a+", "xxaayy", "xxyy")]
    [TestCase("^abc$", "abc", "abc\n")]
    [TestCase("^[a-zA-Z0-9_-]{1,3}$", "a-_", "")]
    [TestCase(@"^\d$", "7", "߀")]
    [TestCase(@"^\D$", "߀", "7")]
    [TestCase(@"^\w$", "_", "é")]
    [TestCase(@"^\W$", "é", "a")]
    [TestCase(@"^\s$", "\ufeff", "\u200b")]
    [TestCase(@"^\S$", "\u200b", "\u2029")]
    [TestCase("^.$", "😀", "\u2028")]
    [TestCase("^🐲*$", "🐲🐲", "🐉")]
    [TestCase(@"^\ud83d\udc32$", "🐲", "🐉")]
    [TestCase(@"^\u{1F432}$", "🐲", "🐉")]
    [TestCase("^[🐲-🐴]$", "🐳", "🐵")]
    [TestCase(@"^\cC$", "\u0003", @"\cC")]
    [TestCase(@"^\x41\u0042\0\t$", "AB\0\t", "AB0\t")]
    [TestCase(@"^[\b]$", "\b", "b")]
    [TestCase(@"^\-\_\/\.$", "-_/.", "-_/x")]
    [TestCase("^a{,b}$", "a{,b}", "a")]
    [TestCase("^{x}]$", "{x}]", "x")]
    [TestCase("^[^]$", "\n", "")]
    [TestCase("^(?:[]|a)$", "a", "")]
    [TestCase(@"^[\w-.]$", "-", ",")]
    [TestCase("^[a-z-9]$", "-", "8")]
    [TestCase("^a*?b+?$", "aabb", "aa")]
    [TestCase("^(?<year>[0-9]{4})(?P<rest>x)?$", "2024x", "2024y")]
    [TestCase("(?i)^abc$", "aBC", "abd")]
    [TestCase("^(?i:a)b$", "Ab", "AB")]
    [TestCase("^(?s:.)$", "\n", "")]
    [TestCase("(?m)^b$", "a\nb\r", "ab")]
    [TestCase(@"^\p{Letter}+$", "éπЖ漢", "é1")]
    [TestCase(@"^\p{digit}+$", "৪2", "-")]
    [TestCase(@"^\P{L}+$", "12", "1a")]
    [TestCase(@"^\p{Script=Greek}+$", "πΩ", "p")]
    [TestCase(@"^[\p{Lu}\d]+$", "AΩ1", "a")]
    [TestCase(@"\bfoo\b", "a foo b", "afoob")]
    [TestCase(@"foo\B", "foob", "foo")]
    [TestCase("^(?=.*[0-9])(?=.*[a-z]).{2,}$", "a1", "aa")]
    [TestCase("^(?!.*foo).*$", "fo", "xfoox")]
    [TestCase("^(?!(?:True|None)$)[A-Za-z]+$", "Trues", "True")]
    [TestCase("(?<=a+)b", "aab", "b")]
    [TestCase("(?<!a)b$", "cb", "ab")]
    [TestCase("^((?!clyde).)*$", "clyd", "aclydeb")]
    [TestCase("^(?=^.{1,3}$)a*$", "aaa", "aaaa")]
    [TestCase("a$|^b", "ba", "ab")]
    [TestCase("(?:^|,)x(?:,|$)", "a,x,b", "ax")]
    [TestCase("x*", "", null)]
    [TestCase("^$", "", "a")]
    public void Compile_Pattern_FindsWhatItShould(string pattern, string found, string? missed)
    {
        ByteAutomaton automaton = PatternAutomaton.Compile(pattern);
        Assert.That(automaton.Match(Encoding.UTF8.GetBytes(found)), Is.Zero);
        if (missed is not null)
            Assert.That(automaton.Match(Encoding.UTF8.GetBytes(missed)), Is.EqualTo(-1));
    }

    [Test]
    public void CompileWhole_Pattern_HasToMatchAllOfTheText()
    {
        ByteAutomaton automaton = PatternAutomaton.CompileWhole("a|bc");
        Assert.That(automaton, Is.EqualTo(ByteAutomaton.OfTexts(["a", "bc"])));
    }

    [TestCase("^(?:a|b)+$", "^[ab]{1,}$")]
    [TestCase("^(?:a{2,3}){0,}$", "^(?:|aa+)$")]
    [TestCase("^(?!b)[abc]$", "^[ac]$")]
    [TestCase(@"^\p{Lu}$", "^[^\\P{Lu}]$")]
    [TestCase("(?:)", "[^]*")]
    public void Compile_PatternsOfOneLanguage_GiveOneAutomaton(string left, string right) =>
        Assert.That(PatternAutomaton.Compile(left), Is.EqualTo(PatternAutomaton.Compile(right)));

    [TestCase(@"(a)\1", "back-reference")]
    [TestCase(@"(?<n>a)\k<n>", "back-reference")]
    [TestCase("a++", "possessive")]
    [TestCase("(?>a)", "kind of group")]
    [TestCase("(?#note)a", "kind of group")]
    [TestCase("^(abc]", "')' is missing")]
    [TestCase("a)", "no '('")]
    [TestCase("[a", "']' is missing")]
    [TestCase("[b-a]", "range")]
    [TestCase("*a", "nothing to repeat")]
    [TestCase("a{3,2}", "maximum")]
    [TestCase("a{,3}", "minimum")]
    [TestCase(@"a\", "backslash")]
    [TestCase(@"\a", "escape")]
    [TestCase(@"^\S\Z", "escape")]
    [TestCase(@"\p{Klingon}", "Klingon")]
    [TestCase(@"\u{110000}", "code point")]
    [TestCase(@"(?<=a\b)c", "look-behind")]
    public void Compile_WhatIsNotSupported_IsRefusedWithItsReason(string pattern, string reason) =>
        Assert.That(() => PatternAutomaton.Compile(pattern), Throws.InstanceOf<GrammarRefusal>().With.Message.Contains(reason));

    [TestCaseSource(nameof(HostilePatterns))]
    public void Compile_HostilePattern_EndsSoon(string pattern)
    {
        // The bound holds on an idle machine with room to spare; the limits on steps and states are what is being tested.
        Stopwatch watch = Stopwatch.StartNew();
        try
        {
            PatternAutomaton.Compile(pattern);
        }
        catch (GrammarRefusal)
        {
            // As good an end as any.
        }
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(3)));
    }

    [Test]
    public void Compile_Cancelled_Stops()
    {
        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        Assert.That(() => PatternAutomaton.Compile("(.*a.{20}){3}", null, stopped.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static IEnumerable<TestCaseData> HostilePatterns()
    {
        string[] patterns =
        [
            "(a+)+$", "(.*a){20}", "(a|b|ab)*c{1000}", "(?:(?:x{100}){100}){100}", "(.*a.{20})", "(?=.*a.{10}$)(?=.*b.{9}$).*", "(x{0,200}){0,200}",
            "(?:x{0,100}y{0,100}){0,100}z", "((((a*)*)*)*)*b", "[^a]{2000}", "x{1000000}", "(\\p{L}\\P{L}){500}", "(?<=a.{10})b(?<=c.{9})",
            "((?!a.{5}b)(?!c.{6}d).)*$", new string('(', 100_000) + new string(')', 100_000), new string('[', 100_000),
            string.Concat(Enumerable.Range(0, 3_000).Select(i => $"[^{(char)(0x4E00 + i)}]")),
        ];
        return patterns.Select(pattern => new TestCaseData(pattern).SetArgDisplayNames(pattern.Length > 40 ? pattern[..40] : pattern));
    }
}
