using FoundationModels.Grammars;
using FoundationModels.Grammars.Ebnf;

namespace FoundationModels.Sdk.Tests.Grammars.Ebnf;

public class EbnfCompilerTests
{
    [TestCase("start: \"a\" b", 1, 12, "'b' is not defined")]
    [TestCase("start: \"a\"\n\nstart: \"b\"", 3, 1, "defined twice, first in line 1")]
    [TestCase("start: \"a", 1, 8, "closing quote")]
    [TestCase("start: (\"a\"", 1, 12, "')' is missing at the end")]
    [TestCase("start: \"a\" )", 1, 12, "does not go on like this before ')'")]
    [TestCase("start: /a(/", 1, 8, "pattern")]
    [TestCase("start: /a/x", 1, 8, "flag x")]
    [TestCase("start: \"a\"~3..2", 1, 11, "below its minimum")]
    [TestCase("start: [a-z]", 1, 8, "/[a-z]/")]
    [TestCase("start: \"a\"..\"bc\"", 1, 8, "two characters")]
    [TestCase("start: A\n%import common.NOTHING", 2, 16, "no 'NOTHING'")]
    [TestCase("start: A\n%import python.NAME", 2, 9, "'python'")]
    [TestCase("start: A\n%declare A", 2, 1, "'%declare'")]
    [TestCase("start: a{b}\na{x}: x", 1, 9, "templates")]
    [TestCase("start: \"\\q\"", 1, 9, "'\\q'")]
    [TestCase("start: x\nx: \"a\" x", 2, 1, "'x' yields no text")]
    [TestCase("root ::= [a", 1, 10, "closing bracket")]
    [TestCase("root ::= [z-a]", 1, 10, "ends before it begins")]
    [TestCase("root ::= \"a\"{3,2}", 1, 13, "below its minimum")]
    [TestCase("root ::= <[1]>", 1, 10, "tokens")]
    [TestCase("root ::= a\na = \"x\"", 2, 3, "missing")]
    [TestCase("root ::= \"\\uD800\"", 1, 13, "hexadecimal")]
    [TestCase("root ::= [^\\x00-\\U0010FFFF]", 1, 1, "'root' yields no text")]
    public void A_mistake_is_named_with_its_place(string grammar, int line, int column, string message)
    {
        var refusal = Assert.Throws<GrammarRefusal>(() => EbnfCompiler.Compile(grammar));
        Assert.That(refusal!.Reason, Does.StartWith($"line {line}, column {column}: ").And.Contains(message));
    }

    [TestCase("", "'start'")]
    [TestCase("x: \"a\"", "'start'")]
    [TestCase("x ::= \"a\"", "'root'")]
    public void A_grammar_needs_a_beginning(string grammar, string message) =>
        Assert.That(Assert.Throws<GrammarRefusal>(() => EbnfCompiler.Compile(grammar))!.Reason, Does.Contain(message));

    [TestCase("start: \"a\"~3", "aaa", "aa")]
    [TestCase("start: \"a\"~1..2", "aa", "aaa")]
    [TestCase("start: \"a\"{2,}", "aaaa", "a")]
    [TestCase("start: \"a\"..\"c\"+", "abc", "d")]
    [TestCase("start: [\"a\"] \"b\"", "b", "a")]
    [TestCase("start: \"Stra\\u00dfe\"i", "sTRA\u00dfE", "strase")]
    [TestCase("start: /a\\/b/i", "A/B", "a\\/b")]
    [TestCase("start: /a.b/s", "a\nb", "ab")]
    [TestCase("!start.2: x | y -> z // why\n?x: \"1\"\n// more\ny.-1: \"2\" # and more", "2", "12")]
    [TestCase("start: WORD (\",\" WORD)*\n%import common (WORD, WS)\n%ignore WS", " a , b ", "a b")]
    [TestCase("start: N\n%import common.SIGNED_NUMBER -> N", "-1.5e3", "e3")]
    [TestCase("start: ESCAPED_STRING\n%import common.ESCAPED_STRING", "\"a\\\"b\"", "\"a\\\"")]
    [TestCase("start: A B\nA: \"x\" B\nB: \"y\"\n%ignore \" \"", "xy y", "x y y")]
    [TestCase("start: KEY\nKEY: /(?!if$)[a-z]+/", "iffy", "if")]
    [TestCase("root ::= \"a\"{2} | \"b\"{,2} | \"c\"{3,}", "bb", "aaa")]
    [TestCase("root ::= [a-c\\]^-]+", "a]^-", "d")]
    [TestCase("root ::= [^a]", "\U0001F600", "a")]
    [TestCase("root ::= . x?\n# a comment\nx ::=\n  \"1\" | # of two\n  \"2\"", "\n2", "x3")]
    [TestCase("root ::= \"\\x41\\u00e9\\U0001F600\\\"\\\\\"", "A\u00e9\U0001F600\"\\", "A")]
    public void Notations_mean_what_they_say(string grammar, string text, string other)
    {
        var machine = new EbnfMachine(EbnfCompiler.Compile(grammar));
        Assert.That(GrammarWalk.Accepts(machine, text), Is.True, text);
        Assert.That(GrammarWalk.Accepts(machine, other), Is.False, other);
    }

    [Test]
    public void Hostile_grammars_are_refused_in_time()
    {
        string deep = "root ::= " + new string('(', 100_000);
        string chain = "root ::= r0\n" + string.Concat(Enumerable.Range(0, 2_000).Select(i => $"r{i} ::= r{i + 1} | \"a\" root\n")) + "r2000 ::= \"b\"";
        string powers = "root ::= r0 root?\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"r{i} ::= r{i + 1} r{i + 1}\n")) + "r40 ::= \"b\"";
        string counts = "root ::= ((x{9999}){9999}){9999}\nx ::= \"a\" root?";
        string states = "root ::= ([ab]* \"a\" [ab]{200} root)?";
        foreach (string grammar in (string[])[deep, powers, counts, new('x', 5 << 20)])
            Assert.That(() => EbnfCompiler.Compile(grammar), Throws.TypeOf<GrammarRefusal>());
        Assert.That(GrammarWalk.Accepts(new EbnfMachine(EbnfCompiler.Compile(chain)), "aaab"), Is.True);
        Assert.That(GrammarWalk.Accepts(new EbnfMachine(EbnfCompiler.Compile(states)), new string('a', 201)), Is.True);
    }
}
