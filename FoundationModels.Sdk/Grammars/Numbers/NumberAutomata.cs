using FoundationModels.Grammars.Automata;
using FoundationModels.Grammars.Regex;

namespace FoundationModels.Grammars.Numbers;

/// <summary>The languages of JSON numbers with some property, as automata over their texts.</summary>
/// <remarks>
/// <para>Not every text's value can be judged with finite memory: of <c>0.00…012e5</c> the zeros have to be counted. So the properties are exact on a <see cref="Universe"/>: plain
/// decimals of any length, and scientific texts with one digit other than zero before the point and at most <see cref="MaximumScientificDigits"/> behind it, which is how serializers
/// write them. No property has a text outside of it that does not have the property. The complement of a property is the universe without it.</para>
/// <para>Every language is minimal. Those used lately are remembered.</para>
/// </remarks>
internal static class NumberAutomata
{
    /// <summary>The most digits of the fraction of a scientific text in the universe: those that a double needs.</summary>
    public const int MaximumScientificDigits = 16;

    // About how many states the fractions of scientific texts may take.
    private const int MostScientificStates = 20_000;

    private const string Plain = "-?(0|[1-9][0-9]*)(\\.[0-9]+)?";

    /// <summary>Gets every JSON number.</summary>
    public static ByteAutomaton Any { get; } = Whole(Plain + "([eE][-+]?[0-9]+)?");

    /// <summary>Gets the texts on which properties are exact.</summary>
    public static ByteAutomaton Universe { get; } = UniverseOf(MaximumScientificDigits);

    /// <summary>
    /// Gets the texts to generate: no exponent, up to 20 digits before the point and 17 behind it, so that a model can't go on with digits for ever, and no minus sign before zero.
    /// Zeros may end a fraction: a model that is on its way to <c>19.90</c> or <c>5.0</c> must not be made to say <c>19.91</c> or <c>5.01</c>.
    /// </summary>
    public static ByteAutomaton PlainUniverse { get; } =
        ByteAutomaton.Except(Whole("-?(0|[1-9][0-9]{0,19})(\\.[0-9]{1,17})?"), Whole("-0(\\.0+)?"));

    /// <summary>Gets the integers in digits alone. <c>-0</c>, which is one for JSON Schema, is not among them.</summary>
    public static ByteAutomaton IntegerText { get; } = Whole("0|-?[1-9][0-9]*");

    /// <summary>Gets the integers without a fraction or an exponent, <c>-0</c> among them.</summary>
    public static ByteAutomaton Digits { get; } = Whole("-?(0|[1-9][0-9]*)");

    /// <summary>Gets the integers to generate: digits alone, up to 20 of them.</summary>
    public static ByteAutomaton PlainIntegers { get; } = Whole("0|-?[1-9][0-9]{0,19}");

    /// <summary>Gets the numbers whose value is an integer, like <c>1.0</c>, <c>1e3</c> and <c>1.5e1</c>.</summary>
    public static ByteAutomaton Integer { get; } = MultipleOf(ExactDecimal.FromInt64(1));

    /// <summary>The numbers that are at least a bound.</summary>
    public static ByteAutomaton AtLeast(ExactDecimal bound, bool exclusive = false, AutomatonLimits? limits = null) =>
        Compared(bound, exclusive ? NumberOrders.Greater : NumberOrders.Greater | NumberOrders.Equal, limits);

    /// <summary>The numbers that are at most a bound.</summary>
    public static ByteAutomaton AtMost(ExactDecimal bound, bool exclusive = false, AutomatonLimits? limits = null) =>
        Compared(bound, exclusive ? NumberOrders.Less : NumberOrders.Less | NumberOrders.Equal, limits);

    /// <summary>All spellings of a number.</summary>
    public static ByteAutomaton EqualTo(ExactDecimal value, AutomatonLimits? limits = null) => Compared(value, NumberOrders.Equal, limits);

    /// <summary>The numbers that are a whole number of times a divisor. They are exact on <see cref="UniverseOfMultiples"/>.</summary>
    /// <exception cref="GrammarRefusal">There are too many remainders.</exception>
    public static ByteAutomaton MultipleOf(ExactDecimal divisor, AutomatonLimits? limits = null)
    {
        limits ??= AutomatonLimits.Default;
        var positive = divisor.Absolute;
        if (positive.IsZero)
            throw new GrammarRefusal("", "no number is a multiple of zero");
        if (positive.Mantissa > limits.MaximumStates || Math.Abs(positive.Exponent) > limits.MaximumStates)
            throw new GrammarRefusal("", $"multiples of {divisor} need more than {limits.MaximumStates} states; use a divisor with fewer digits");
        return NumberCache.Find(
            (positive, NumberOrders.None),
            limits,
            () => new NumberMultiples((int)positive.Mantissa, positive.Exponent, ScientificDigits(positive)));
    }

    /// <summary>
    /// The texts on which multiples of a divisor are exact: <see cref="Universe"/>, but for divisors of many digits, where scientific texts have shorter fractions to keep the
    /// number of states within bounds.
    /// </summary>
    public static ByteAutomaton UniverseOfMultiples(ExactDecimal divisor) => UniverseOf(ScientificDigits(divisor.Absolute));

    private static ByteAutomaton Compared(ExactDecimal bound, NumberOrders wanted, AutomatonLimits? limits) =>
        NumberCache.Find((bound, wanted), limits ?? AutomatonLimits.Default, () => new NumberComparison(bound, wanted));

    // Of n digits, the states are pairs of the zeros at the end and the digits before them.
    private static int ScientificDigits(ExactDecimal divisor)
    {
        int digits = MaximumScientificDigits;
        while (digits > 0 && divisor.Mantissa * ((digits + 1) * (digits + 2) / 2) > MostScientificStates)
            digits--;
        return digits;
    }

    private static ByteAutomaton UniverseOf(int scientificDigits)
    {
        string fraction = scientificDigits == 0 ? "" : $"(\\.[0-9]{{1,{scientificDigits}}})?";
        return Whole($"{Plain}|-?[1-9]{fraction}[eE][-+]?[0-9]+");
    }

    private static ByteAutomaton Whole(string pattern) => PatternAutomaton.CompileWhole(pattern);
}
