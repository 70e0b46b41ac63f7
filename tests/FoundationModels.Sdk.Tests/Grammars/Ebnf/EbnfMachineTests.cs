using System.Text;
using System.Text.Json;
using FoundationModels.Grammars;
using FoundationModels.Grammars.Ebnf;
using FoundationModels.Grammars.Machine;
using FsCheck;
using FsCheck.Fluent;

namespace FoundationModels.Sdk.Tests.Grammars.Ebnf;

public class EbnfMachineTests
{
    private const string Arithmetic = """
        start: expr
        expr: expr "+" term | expr "-" term | term
        term: term "*" factor | factor
        factor: NUMBER | "(" expr ")"
        %import common.NUMBER
        %import common.WS
        %ignore WS
        """;

    private const string Json = """
        root   ::= value
        value  ::= object | array | string | number | "true" | "false" | "null"
        object ::= "{" ws ( string ":" ws value ("," ws string ":" ws value)* )? "}" ws
        array  ::= "[" ws ( value ("," ws value)* )? "]" ws
        string ::= "\"" ( [^"\\\x00-\x1F] | "\\" (["\\bfnrt/] | "u" [0-9a-fA-F]{4}) )* "\"" ws
        number ::= "-"? ("0" | [1-9] [0-9]*) ("." [0-9]+)? ([eE] [-+]? [0-9]+)? ws
        ws     ::= [ \t\n\r]*
        """;

    private const string Sql = """
        start: select ";"
        select: "SELECT"i _SP columns _SP "FROM"i _SP NAME [_SP "WHERE"i _SP condition]
        columns: "*" | NAME ("," NAME)*
        condition: condition _SP ("AND"i | "OR"i) _SP comparison | comparison
        ?comparison: NAME OPERATOR value -> compare
        value: SIGNED_INT | STRING
        OPERATOR: "=" | "<>" | "<" | ">"
        NAME: /[a-z_]+/
        STRING: /'[^']*'/
        _SP: " "
        %import common.SIGNED_INT
        """;

    [TestCase("1", true)]
    [TestCase("1+2*3", true)]
    [TestCase(" ( 1 + 2.5e3 ) * 3 ", true)]
    [TestCase("((((1))))-1-1-1", true)]
    [TestCase("", false)]
    [TestCase("1+", false)]
    [TestCase("(1", false)]
    [TestCase("1 2", false)]
    [TestCase("1)", false)]
    public void Left_recursive_arithmetic(string text, bool expected) => Check(Arithmetic, text, expected);

    [TestCase("{}", true)]
    [TestCase("{\"a\": [1, -2.5e+3, {\"b\": null}], \"\\u00e9\": \"x\\n\"}", true)]
    [TestCase("\"gr\u00fc\u00df \U0001F600\"", true)]
    [TestCase("[1,]", false)]
    [TestCase("{\"a\"}", false)]
    [TestCase("01", false)]
    public void JSON_in_GBNF(string text, bool expected) => Check(Json, text, expected);

    [TestCase("SELECT * FROM t;", true)]
    [TestCase("select a,b from t where a=1 and b<>'x y' or c>-5;", true)]
    [TestCase("SELECT a FROM t WHERE;", false)]
    [TestCase("SELECT a, FROM t;", false)]
    [TestCase("SELECT a FROM t", false)]
    public void A_part_of_SQL(string text, bool expected) => Check(Sql, text, expected);

    [Test]
    public void Palindromes_are_followed_with_every_centre() =>
        CheckAll("root ::= \"a\" root \"a\" | \"b\" root \"b\" | [ab]?", text => text.SequenceEqual(text.Reverse()));

    [Test]
    public void Counts_are_kept() => CheckAll("root ::= (\"a\" root \"b\")?", text =>
        text.Length % 2 == 0 && text == new string('a', text.Length / 2) + new string('b', text.Length / 2));

    // a: if, b: else; a condition without an else may stand before one.
    [Test]
    public void A_dangling_else_is_ambiguous_and_fine() => CheckAll("root ::= \"a\" root | \"a\" root \"b\" root | \"\"", static text =>
    {
        int open = 0;
        foreach (char letter in text)
        {
            open += letter == 'a' ? 1 : -1;
            if (open < 0)
                return false;
        }
        return true;
    });

    [Test]
    public void Rules_that_are_themselves_add_nothing() =>
        CheckAll("root ::= root | root root | r1 | \"\"\nr1 ::= r1 | root | \"ab\"", static text => text.Replace("ab", "").Length == 0);

    [TestCase("root ::= \"x\" \",\" root | \"x\"")]
    [TestCase("root ::= root \",\" \"x\" | \"x\"")]
    [TestCase("root ::= \"x\" (\",\" \"x\")*")]
    [TestCase("root ::= \"x\" rest\nrest ::= \"\" | \",\" root")]
    public void Lists_of_any_length_have_few_states(string grammar)
    {
        // With a rule in parentheses that leads back to the root, lists are not regular and no automaton hides the recursion.
        var machine = Compile(grammar.Replace("\"x\"", "item", StringComparison.Ordinal) + "\nitem ::= \"x\" | \"(\" root \")\"");
        var states = new HashSet<GrammarState>();
        GrammarState? state = machine.Start;
        for (int i = 0; i < 10_000; i++)
        {
            states.Add(state = state!.Step((byte)'x')!);
            states.Add(state = state.Step((byte)',')!);
        }
        Assert.That(state!.Step((byte)'x')!.IsAccepting, Is.True);
        Assert.That(states, Has.Count.LessThan(10));
    }

    [Test]
    public void Deep_nesting_takes_linear_time()
    {
        const int Depth = 10_000;
        var machine = Compile("root ::= \"(\" root \")\" | \"[\" root \"]\" | \"\"");
        string open = string.Concat(Enumerable.Repeat("([", Depth / 2)), close = string.Concat(Enumerable.Repeat("])", Depth / 2));
        Assert.That(GrammarWalk.Completion(GrammarWalk.After(machine, open)!), Is.EqualTo(close));
        Assert.That(GrammarWalk.Accepts(machine, open + close), Is.True);
        Assert.That(GrammarWalk.After(machine, open + close[..^1] + "]"), Is.Null);
    }

    [TestCase(Arithmetic)]
    [TestCase(Json)]
    [TestCase(Sql)]
    [TestCase("root ::= \"a\" root \"a\" | \"b\" root \"b\" | [ab]?")]
    public void Every_step_can_be_completed(string grammar)
    {
        var machine = Compile(grammar);
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => GrammarWalk.CompletesAnywhere(machine, seed, 60)).QuickCheckThrowOnFailure();
    }

    [Test]
    public void Random_JSON_is_JSON()
    {
        var machine = Compile(Json);
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var (state, bytes) = (machine.Start, new List<byte>());
            for (int step = 0; step < 80; step++)
            {
                var allowed = Enumerable.Range(0, 256).Where(value => state.LiveBytes.Contains((byte)value)).ToList();
                if (allowed.Count == 0)
                    break;
                bytes.Add((byte)allowed[random.Next(allowed.Count)]);
                state = state.Step(bytes[^1])!;
            }
            state.AppendShortestCompletion(bytes);
            Assert.That(() => JsonDocument.Parse(bytes.ToArray()), Throws.Nothing, Encoding.UTF8.GetString([.. bytes]));
        }
    }

    // Every word up to a length, against plain enumeration of what the rules derive.
    [Test]
    public void Random_grammars_have_the_texts_that_they_derive() => Prop.ForAll(RandomGrammar.Any.ToArbitrary(), grammar =>
    {
        EbnfMachine machine;
        try
        {
            machine = Compile(grammar.ToGbnf());
        }
        catch (GrammarRefusal)
        {
            return !grammar.IsProductive();
        }
        var expected = grammar.Enumerate();
        var words = new Queue<(string Word, GrammarState State)>([("", machine.Start)]);
        var accepted = new HashSet<string>();
        while (words.TryDequeue(out var next))
        {
            string completion = GrammarWalk.Completion(next.State);
            if (!GrammarWalk.Accepts(machine, next.Word + completion))
                return false;
            int shortest = expected.Where(text => text.StartsWith(next.Word, StringComparison.Ordinal)).Select(text => text.Length).DefaultIfEmpty(int.MaxValue).Min();
            if (next.Word.Length + completion.Length != shortest && Math.Min(shortest, next.Word.Length + completion.Length) <= RandomGrammar.MaximumLength)
                return false;
            if (next.State.IsAccepting)
                accepted.Add(next.Word);
            foreach (char letter in next.Word.Length < RandomGrammar.MaximumLength ? "ab" : "")
            {
                if (next.State.Step((byte)letter) is { } state)
                    words.Enqueue((next.Word + letter, state));
            }
        }
        return grammar.IsProductive() && accepted.SetEquals(expected);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Test]
    public void What_is_too_ambiguous_is_refused_instead_of_taking_forever()
    {
        var machine = Compile("root ::= " + string.Join(" | ", Enumerable.Range(0, 200).Select(i => $"r{i}")) + "\n"
            + string.Join('\n', Enumerable.Range(0, 200).Select(i => $"r{i} ::= \"a\" root \"a\" | \"a\" root \"{(char)('b' + i % 20)}\" | \"a\"")));
        GrammarState? state = machine.Start;
        Assert.That(
            () =>
            {
                for (int i = 0; i < 2_000; i++)
                    state = state?.Step((byte)'a');
            },
            Throws.TypeOf<GrammarRefusal>());
    }

    private static EbnfMachine Compile(string grammar) => new(EbnfCompiler.Compile(grammar));

    private static void Check(string grammar, string text, bool expected) =>
        Assert.That(GrammarWalk.Accepts(Compile(grammar), text), Is.EqualTo(expected));

    private static void CheckAll(string grammar, Func<string, bool> isText)
    {
        var machine = Compile(grammar);
        for (int length = 0; length <= 10; length++)
        {
            for (int bits = 0; bits < 1 << length; bits++)
            {
                string text = string.Concat(Enumerable.Range(0, length).Select(i => (bits >> i & 1) == 0 ? 'a' : 'b'));
                Assert.That(GrammarWalk.Accepts(machine, text), Is.EqualTo(isText(text)), text);
            }
        }
    }
}
