using FsCheck;
using FsCheck.Fluent;

namespace FoundationModels.Sdk.Tests.Grammars.Numbers;

/// <summary>Random texts of numbers: plain ones, scientific ones, and ones outside of the universe in which everything is decided.</summary>
internal static class NumberTexts
{
    private static readonly Gen<char> Digit = Gen.OneOf(Gen.Constant('0'), Gen.Elements("0123456789".ToCharArray()));
    private static readonly Gen<string> Sign = Gen.Elements("", "", "-");

    private static readonly Gen<string> Fraction = Gen.OneOf(
        Gen.Constant(""), from length in Gen.OneOf(Gen.Choose(1, 3), Gen.Choose(1, 22)) from digits in Digit.ArrayOf(length) select "." + new string(digits));

    private static readonly Gen<string> Power =
        from letter in Gen.Elements("e", "E")
        from sign in Gen.Elements("", "+", "-")
        from zeros in Gen.Elements("", "", "0", "00")
        from value in Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(0, 25), Gen.Choose(0, 320))
        select letter + sign + zeros + value;

    private static readonly Gen<string> Nonzero =
        from first in Gen.Choose(1, 9) from length in Gen.OneOf(Gen.Choose(0, 2), Gen.Choose(0, 24)) from rest in Digit.ArrayOf(length) select first + new string(rest);

    /// <summary>Gets random texts.</summary>
    public static Gen<string> Any { get; } = Gen.OneOf(
        from sign in Sign from whole in Gen.OneOf(Gen.Constant("0"), Nonzero) from fraction in Fraction select sign + whole + fraction,
        from sign in Sign from first in Gen.Choose(1, 9) from fraction in Fraction from power in Power select sign + first + fraction + power,
        from sign in Sign from whole in Gen.OneOf(Gen.Constant("0"), Nonzero) from fraction in Fraction from power in Power select sign + whole + fraction + power);

    /// <summary>Gets bounds as schemas have them, and far ones.</summary>
    public static Gen<string> Bound { get; } = Gen.OneOf(
        Gen.Elements("0", "-0.0", "1", "-1", "10", "100", "0.5", "-0.001", "1e308", "-1e308", "1e-308", "0.30000000000000004", "9.99", "1200", "1e20"),
        Any);

    /// <summary>Gets texts that are close to a number, or it.</summary>
    public static Gen<string> Near(string bound) =>
        from text in Any
        from kind in Gen.Choose(0, 4)
        from cut in Gen.Choose(0, 30)
        from digit in Digit
        select kind switch
        {
            0 => bound,
            1 => FoundationModels.Grammars.Numbers.ExactDecimal.TryParse(bound, out var value) ? value.ToString() : bound,
            2 when IsNumber(bound[..Math.Min(cut, bound.Length)] + digit) => bound[..Math.Min(cut, bound.Length)] + digit,
            _ => text,
        };

    private static bool IsNumber(string text) => FoundationModels.Grammars.Numbers.ExactDecimal.TryParse(text, out _);
}
