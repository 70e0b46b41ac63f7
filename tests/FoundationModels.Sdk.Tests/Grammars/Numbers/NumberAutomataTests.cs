using System.Globalization;
using System.Text;
using FoundationModels.Grammars;
using FoundationModels.Grammars.Automata;
using FoundationModels.Grammars.Numbers;
using FsCheck;
using FsCheck.Fluent;

namespace FoundationModels.Sdk.Tests.Grammars.Numbers;

public class NumberAutomataTests
{
    private static readonly Gen<(string Bound, string Text)> Pairs =
        from bound in NumberTexts.Bound from text in NumberTexts.Near(bound) select (bound, text);

    private static readonly Gen<(string Divisor, string Text)> Products =
        from divisor in Gen.Elements(
            "1", "2", "3", "5", "7", "10", "12", "100", "1e5", "12e3", "0.1", "0.01", "0.5", "0.25", "1e-9", "0.123", "864", "1001", "19999", "-3", "1.0")
        from factor in Gen.Choose(-100_000, 100_000)
        from shift in Gen.Choose(-1, 2)
        from scientific in Gen.Elements(true, false)
        from other in NumberTexts.Any
        from kind in Gen.Choose(0, 3)
        select (divisor, kind == 0 ? other : Multiple(ExactDecimal.Parse(divisor), factor, shift, scientific));

    [Test]
    public void Bounds_and_equality_are_those_of_the_value() => Check(Pairs, pair =>
    {
        var (bound, value) = (ExactDecimal.Parse(pair.Item1), ExactDecimal.Parse(pair.Item2));
        int order = value.CompareTo(bound);
        return Agrees(NumberAutomata.AtLeast(bound), pair.Item2, order >= 0)
            && Agrees(NumberAutomata.AtLeast(bound, exclusive: true), pair.Item2, order > 0)
            && Agrees(NumberAutomata.AtMost(bound), pair.Item2, order <= 0)
            && Agrees(NumberAutomata.AtMost(bound, exclusive: true), pair.Item2, order < 0)
            && Agrees(NumberAutomata.EqualTo(bound), pair.Item2, order == 0);
    });

    [Test]
    public void Multiples_are_those_of_the_value() => Check(Products, pair =>
    {
        var divisor = ExactDecimal.Parse(pair.Item1);
        bool isMultiple = ExactDecimal.Parse(pair.Item2).IsMultipleOf(divisor);
        return Agrees(NumberAutomata.MultipleOf(divisor), pair.Item2, isMultiple, NumberAutomata.UniverseOfMultiples(divisor));
    });

    [Test]
    public void Integers_are_those_of_the_value() =>
        Check(NumberTexts.Any, text => Agrees(NumberAutomata.Integer, text, ExactDecimal.Parse(text).IsInteger));

    [Test]
    public void Every_JSON_number_is_a_number() => Check(NumberTexts.Any, text => Accepts(NumberAutomata.Any, text));

    [TestCase("")]
    [TestCase("-")]
    [TestCase("01")]
    [TestCase("1.")]
    [TestCase(".5")]
    [TestCase("+1")]
    [TestCase("1e")]
    [TestCase("1e+")]
    [TestCase("--1")]
    [TestCase("1e5.0")]
    public void What_is_no_number_is_in_no_language(string text)
    {
        foreach (var language in (ByteAutomaton[])[NumberAutomata.Any, NumberAutomata.Universe, NumberAutomata.PlainUniverse, NumberAutomata.Integer,
            NumberAutomata.IntegerText, NumberAutomata.AtLeast(ExactDecimal.Parse("-1e9")), NumberAutomata.MultipleOf(ExactDecimal.Parse("0.5"))])
            Assert.That(Accepts(language, text), Is.False);
    }

    [TestCase("1e-05", true)]
    [TestCase("1.5e+16", true)]
    [TestCase("1.7976931348623157E308", true)]
    [TestCase("-0.0", true)]
    [TestCase("0e5", false)]
    [TestCase("0.5e1", false)]
    [TestCase("12e3", false)]
    [TestCase("1.12345678901234567e3", false)]
    public void The_universe_is_what_serializers_write(string text, bool expected)
    {
        Assert.That(Accepts(NumberAutomata.Universe, text), Is.EqualTo(expected));
        Assert.That(Accepts(NumberAutomata.Any, text), Is.True);
    }

    [TestCase("0", true)]
    [TestCase("-0", false)]
    [TestCase("-0.00", false)]
    [TestCase("-0.01", true)]
    [TestCase("19.90", true)]
    [TestCase("5.0", true)]
    [TestCase("1e5", false)]
    [TestCase("18446744073709551615", true)]
    [TestCase("184467440737095516150", false)]
    [TestCase("0.12345678901234567", true)]
    [TestCase("0.123456789012345678", false)]
    public void Generated_numbers_are_plain_and_end(string text, bool expected) => Assert.That(Accepts(NumberAutomata.PlainUniverse, text), Is.EqualTo(expected));

    [TestCase("0", true)]
    [TestCase("-12", true)]
    [TestCase("-0", false)]
    [TestCase("1.0", false)]
    [TestCase("1e2", false)]
    public void Integers_in_digits_alone(string text, bool expected) => Assert.That(Accepts(NumberAutomata.IntegerText, text), Is.EqualTo(expected));

    [Test]
    public void All_spellings_of_one_are_equal_to_it()
    {
        var one = NumberAutomata.EqualTo(ExactDecimal.FromInt64(1));
        foreach (string text in (string[])["1", "1.0", "1.00", "1e0", "1.0e+00", "1E-0"])
            Assert.That(Accepts(one, text), Is.True, text);
        foreach (string text in (string[])["-1", "1.01", "10e-1", "1e1", "0"])
            Assert.That(Accepts(one, text), Is.False, text);
        Assert.That(Accepts(NumberAutomata.EqualTo(default), "-0.00"), Is.True);
    }

    // A bound together with its opposite is everything, once.
    [Test]
    public void Properties_have_exact_complements() => Check(NumberTexts.Bound, text =>
    {
        var bound = ExactDecimal.Parse(text);
        if (Math.Abs(bound.Magnitude) > 50)
            return true;
        var below = ByteAutomaton.Except(NumberAutomata.Universe, NumberAutomata.AtLeast(bound));
        return below.Equals(ByteAutomaton.Both(NumberAutomata.Universe, NumberAutomata.AtMost(bound, exclusive: true)));
    }, 200);

    [Test]
    public void Whole_multiples_of_one_are_bounded_like_integers()
    {
        var between = ByteAutomaton.Combine(
            [NumberAutomata.IntegerText, NumberAutomata.AtLeast(ExactDecimal.FromInt64(-7)), NumberAutomata.AtMost(ExactDecimal.FromInt64(120), exclusive: true)],
            static bits => bits[0] == 7 ? 0 : -1);
        Assert.That(between, Is.EqualTo(ByteAutomaton.OfTexts([.. Enumerable.Range(-7, 127).Select(i => i.ToString(CultureInfo.InvariantCulture))])));
    }

    [Test]
    public void Too_many_remainders_are_refused()
    {
        Assert.That(() => NumberAutomata.MultipleOf(ExactDecimal.Parse("0.123456789")), Throws.TypeOf<GrammarRefusal>());
        Assert.That(() => NumberAutomata.MultipleOf(default), Throws.TypeOf<GrammarRefusal>());
        Assert.That(() => NumberAutomata.AtLeast(ExactDecimal.Parse("1e100000")), Throws.TypeOf<GrammarRefusal>());
    }

    private static void Check<T>(Gen<T> cases, Func<T, bool> property, int count = 500) =>
        Prop.ForAll(cases.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(count));

    // Exact in the universe, and nothing wrong outside of it.
    private static bool Agrees(ByteAutomaton language, string text, bool expected, ByteAutomaton? universe = null)
    {
        bool accepted = Accepts(language, text);
        return accepted == expected || (expected && !Accepts(universe ?? NumberAutomata.Universe, text));
    }

    private static bool Accepts(ByteAutomaton language, string text) => language.Match(Encoding.ASCII.GetBytes(text)) >= 0;

    private static string Multiple(ExactDecimal divisor, int factor, int shift, bool scientific)
    {
        var value = ExactDecimal.Parse($"{divisor.Mantissa * factor}e{divisor.Exponent + shift}");
        if (!scientific || value.IsZero)
            return value.ToString();
        string digits = System.Numerics.BigInteger.Abs(value.Mantissa).ToString(CultureInfo.InvariantCulture);
        string fraction = digits.Length > 1 ? "." + digits[1..] + "0" : "";
        return $"{(value.Sign < 0 ? "-" : "")}{digits[0]}{fraction}e{value.Magnitude}";
    }
}
