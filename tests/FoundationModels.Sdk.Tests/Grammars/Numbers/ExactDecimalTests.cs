using System.Numerics;
using FoundationModels.Grammars;
using FoundationModels.Grammars.Numbers;
using FsCheck;
using FsCheck.Fluent;

namespace FoundationModels.Sdk.Tests.Grammars.Numbers;

public class ExactDecimalTests
{
    [TestCase("0", "0")]
    [TestCase("-0.00", "0")]
    [TestCase("0e99999999999999999999", "0")]
    [TestCase("1.0", "1")]
    [TestCase("1200", "1200")]
    [TestCase("0.0012e5", "120")]
    [TestCase("-12.50e+1", "-125")]
    [TestCase("1.5E-308", "1.5e-308")]
    [TestCase("123456789012345678901234", "1.23456789012345678901234e+23")]
    [TestCase("0.000000123", "0.000000123")]
    [TestCase("0.0000000123", "1.23e-8")]
    public void A_number_has_one_text(string text, string expected) => Assert.That(ExactDecimal.Parse(text).ToString(), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("-")]
    [TestCase("+1")]
    [TestCase("01")]
    [TestCase("1.")]
    [TestCase(".5")]
    [TestCase("1e")]
    [TestCase("1e+")]
    [TestCase("0x1")]
    [TestCase("1 ")]
    [TestCase("NaN")]
    public void What_JSON_has_not_is_no_number(string text)
    {
        Assert.That(ExactDecimal.TryParse(text, out _), Is.False);
        Assert.That(() => ExactDecimal.Parse(text), Throws.TypeOf<FormatException>());
    }

    [Test]
    public void Numbers_beyond_the_bounds_are_refused()
    {
        foreach (string text in (string[])["1e100001", "1e-100001", "1e99999999999999999999999", new string('7', 2001), "0." + new string('0', 100_000) + "1"])
        {
            Assert.That(ExactDecimal.TryParse(text, out _), Is.False);
            Assert.That(() => ExactDecimal.Parse(text), Throws.TypeOf<GrammarRefusal>());
        }
        Assert.That(ExactDecimal.Parse(new string('7', 2000) + new string('0', 100_000)).Magnitude, Is.EqualTo(101_999));
    }

    [Test]
    public void Far_powers_compare_and_divide_without_being_written_out()
    {
        var (far, near) = (ExactDecimal.Parse("1e100000"), ExactDecimal.Parse("3e-100000"));
        Assert.That(far > near && -far < near && far != near, Is.True);
        Assert.That(far.IsMultipleOf(near), Is.False);
        Assert.That(far.IsMultipleOf(ExactDecimal.Parse("4e-100000")), Is.True);
    }

    [TestCase(0.1, "0.1")]
    [TestCase(0.1 + 0.2, "0.30000000000000004")]
    [TestCase(1e21, "1e+21")]
    [TestCase(-5.0, "-5")]
    [TestCase(double.MaxValue, "1.7976931348623157e+308")]
    [TestCase(double.Epsilon, "5e-324")]
    public void A_double_is_what_its_shortest_text_says(double value, string expected) =>
        Assert.That(ExactDecimal.FromDouble(value).ToString(), Is.EqualTo(expected));

    [Test]
    public void Other_numbers_convert_exactly()
    {
        Assert.That(ExactDecimal.FromDecimal(-1.2300m).ToString(), Is.EqualTo("-1.23"));
        Assert.That(ExactDecimal.FromDecimal(decimal.MaxValue), Is.EqualTo(ExactDecimal.Parse("79228162514264337593543950335")));
        Assert.That(ExactDecimal.FromInt64(long.MinValue).TryGetInt64(out long back) && back == long.MinValue, Is.True);
        Assert.That(ExactDecimal.Parse("9223372036854775808").TryGetInt64(out _), Is.False);
        Assert.That(ExactDecimal.Parse("0.5").TryGetInt64(out _), Is.False);
        Assert.That(() => ExactDecimal.FromDouble(double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    // Against fractions of whole numbers, which have no rounding either.
    [Test]
    public void Order_and_multiples_are_those_of_fractions() => Prop.ForAll(NumberTexts.Bound.Two().ToArbitrary(), pair =>
    {
        var (left, right) = (ExactDecimal.Parse(pair.Item1), ExactDecimal.Parse(pair.Item2));
        BigInteger a = Scaled(left), b = Scaled(right);
        return Math.Sign(left.CompareTo(right)) == a.CompareTo(b)
            && left == right == (a == b)
            && (left != right || left.GetHashCode() == right.GetHashCode())
            && left.IsInteger == (a % BigInteger.Pow(10, 400)).IsZero
            && (right.IsZero || left.IsMultipleOf(right) == (a % b).IsZero)
            && ExactDecimal.Parse(left.ToString()) == left;
    }).QuickCheckThrowOnFailure();

    private static BigInteger Scaled(ExactDecimal value) => value.Mantissa * BigInteger.Pow(10, value.Exponent + 400);
}
