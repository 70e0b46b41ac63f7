using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace FoundationModels.Cli.Arguments;

/// <summary>Limits of numbers, checked while the command line is parsed.</summary>
internal static class NumberRanges
{
    /// <summary>Refuses numbers below the minimum.</summary>
    public static Option<T?> AtLeast<T>(this Option<T?> option, T minimum)
        where T : struct, INumber<T> =>
        option.Require(value => value >= minimum, $"at least {Text(minimum)}");

    /// <summary>Refuses numbers that are not above the bound.</summary>
    public static Option<T?> MoreThan<T>(this Option<T?> option, T bound)
        where T : struct, INumber<T> =>
        option.Require(value => value > bound, $"more than {Text(bound)}");

    /// <summary>Refuses numbers that are not above the lower bound or are above the upper one.</summary>
    public static Option<T?> Within<T>(this Option<T?> option, T above, T maximum)
        where T : struct, INumber<T> =>
        option.Require(value => value > above && value <= maximum, $"more than {Text(above)} and at most {Text(maximum)}");

    /// <summary>Refuses numbers that are not between the two, or one of them.</summary>
    public static Option<T?> Between<T>(this Option<T?> option, T minimum, T maximum)
        where T : struct, INumber<T> =>
        option.Require(value => value >= minimum && value <= maximum, $"from {Text(minimum)} to {Text(maximum)}");

    private static Option<T?> Require<T>(this Option<T?> option, Func<T, bool> isRight, string range)
        where T : struct, INumber<T>
    {
        option.CustomParser = result =>
        {
            string token = result.Tokens[^1].Value;
            if (T.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out T value) && T.IsFinite(value) && isRight(value))
                return value;

            result.AddError($"{option.Name} {token}: the number has to be {range}.");
            return null;
        };
        return option;
    }

    private static string Text<T>(T number)
        where T : INumber<T> => number.ToString(null, CultureInfo.InvariantCulture);
}
