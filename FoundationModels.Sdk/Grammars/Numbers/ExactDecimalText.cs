using System.Globalization;
using System.Numerics;

namespace FoundationModels.Grammars.Numbers;

/// <content>The texts of numbers, as JSON spells them.</content>
internal readonly partial struct ExactDecimal
{
    // Between these powers of ten the text has no exponent.
    private const int GreatestPlainMagnitude = 20;
    private const int LeastPlainMagnitude = -7;

    /// <summary>The number that a JSON text is.</summary>
    /// <exception cref="FormatException">The text is no JSON number.</exception>
    /// <exception cref="GrammarRefusal">The number has too many digits or too great an exponent.</exception>
    public static ExactDecimal Parse(string text)
    {
        var scan = NumberScan.Of(text);
        if (!scan.IsNumber)
            throw new FormatException($"'{Shorten(text)}' is not a JSON number.");
        if (!scan.IsBounded)
        {
            throw new GrammarRefusal("", $"the number {Shorten(text)} has more than {MaximumDigits} significant digits or an exponent beyond {MaximumExponent}");
        }
        return Of(text, scan);
    }

    /// <summary>The number that a JSON text is.</summary>
    /// <returns>False for a text that is no JSON number or a number beyond the bounds.</returns>
    public static bool TryParse(string text, out ExactDecimal value)
    {
        var scan = NumberScan.Of(text);
        bool known = scan.IsNumber && scan.IsBounded;
        value = known ? Of(text, scan) : default;
        return known;
    }

    /// <summary>The shortest usual JSON text.</summary>
    public override string ToString()
    {
        string digits = BigInteger.Abs(Mantissa).ToString(CultureInfo.InvariantCulture);
        string sign = Sign < 0 ? "-" : "";
        int magnitude = Exponent + digits.Length - 1;
        if (magnitude is > GreatestPlainMagnitude or < LeastPlainMagnitude)
        {
            string mantissa = digits.Length > 1 ? digits.Insert(1, ".") : digits;
            return sign + mantissa + (magnitude < 0 ? "e" : "e+") + magnitude.ToString(CultureInfo.InvariantCulture);
        }
        if (Exponent >= 0)
            return sign + digits + new string('0', Exponent);
        return sign + (magnitude < 0 ? "0." + new string('0', -magnitude - 1) + digits : digits.Insert(magnitude + 1, "."));
    }

    private static ExactDecimal Of(string text, NumberScan scan)
    {
        if (scan.DigitCount == 0)
            return default;
        var digits = new char[scan.DigitCount];
        int count = 0;
        for (int i = scan.FirstDigit; count < digits.Length; i++)
        {
            if (text[i] != '.')
                digits[count++] = text[i];
        }
        var mantissa = BigInteger.Parse(new string(digits), NumberStyles.None, CultureInfo.InvariantCulture);
        return new(text[0] == '-' ? -mantissa : mantissa, (int)scan.Exponent);
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text.Remove(37) + "...";
}
