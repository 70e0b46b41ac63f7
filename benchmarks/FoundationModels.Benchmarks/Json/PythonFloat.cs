using System.Globalization;

namespace FoundationModels.Benchmarks.Json;

/// <summary>Spells floating point numbers as Python's repr does.</summary>
internal static class PythonFloat
{
    /// <summary>Numbers below 10 to this power are written without an exponent.</summary>
    private const int ExponentFrom = 16;

    /// <summary>The smallest exponent that is written out in zeros.</summary>
    private const int ZerosDownTo = -4;

    /// <summary>Gives the shortest digits that read back as the same number.</summary>
    public static string Repr(double value)
    {
        if (double.IsInfinity(value))
            return value > 0 ? "Infinity" : "-Infinity";
        // .NET's round-trip format has the same digits; only its choice of exponents differs.
        string text = value.ToString("E16", CultureInfo.InvariantCulture);
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        int exponent = int.Parse(text.AsSpan(text.IndexOf('E', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
        string sign = shortest.StartsWith('-') ? "-" : "";
        int end = shortest.IndexOf('E', StringComparison.Ordinal);
        string digits = (end < 0 ? shortest : shortest[..end]).Replace(".", "", StringComparison.Ordinal).Trim('-').Trim('0');
        if (digits.Length == 0)
            return $"{sign}0.0";
        // Rounded to seventeen digits the number may reach the next power of ten; the shortest digits know better.
        if (end >= 0)
            exponent = int.Parse(shortest.AsSpan(end + 1), CultureInfo.InvariantCulture);

        if (exponent is < ZerosDownTo or >= ExponentFrom)
        {
            string fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }

        if (exponent < 0)
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        string whole = digits.Length > exponent + 1 ? digits[..(exponent + 1)] : digits.PadRight(exponent + 1, '0');
        return $"{sign}{whole}.{(digits.Length > exponent + 1 ? digits[(exponent + 1)..] : "0")}";
    }
}
