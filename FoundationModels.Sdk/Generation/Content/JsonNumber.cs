using System.Globalization;
using System.Numerics;

namespace FoundationModels.Generation;

/// <summary>What the text of a JSON number is worth.</summary>
/// <param name="IsNegative">Whether it is below zero.</param>
/// <param name="Digits">Its digits without zeros at either end; empty for zero.</param>
/// <param name="Exponent">The power of ten that the digits count.</param>
internal readonly record struct JsonNumber(bool IsNegative, string Digits, long Exponent)
{
    // Longer exponents are no number of any type, and the sum with the number of digits has to fit a long.
    private const int LongestExponent = 17;

    /// <summary>Gets whether the text is one of a JSON number.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        NumberScanner scanner = default;
        foreach (char c in text)
        {
            if (!scanner.Accept(c))
                return false;
        }

        return scanner.IsAccepting;
    }

    /// <summary>Reads the text of a JSON number; null where its exponent is beyond all bounds.</summary>
    public static JsonNumber? Read(string text)
    {
        ReadOnlySpan<char> rest = text;
        bool negative = rest[0] == '-';
        rest = negative ? rest[1..] : rest;
        int e = rest.IndexOfAny('e', 'E');
        ReadOnlySpan<char> mantissa = e < 0 ? rest : rest[..e];
        int point = mantissa.IndexOf('.');
        string digits = point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..]);
        string significant = digits.TrimStart('0');
        int length = significant.Length;
        significant = significant.TrimEnd('0');
        if (significant.Length == 0)
            return new JsonNumber(false, "", 0);
        if (ReadExponent(e < 0 ? "0" : rest[(e + 1)..]) is not { } exponent)
            return null;
        int fraction = point < 0 ? 0 : mantissa.Length - point - 1;
        return new JsonNumber(negative, significant, exponent - fraction + (length - significant.Length));
    }

    /// <summary>Reads an integer; 1.0 and 1e2 are ones as well.</summary>
    public bool TryGetInteger(out Int128 value)
    {
        value = 0;
        if (Exponent < 0 || Digits.Length + Exponent > 38)
            return false;
        if (Digits.Length == 0)
            return true;
        Int128 magnitude = Int128.Parse(Digits, NumberStyles.None, CultureInfo.InvariantCulture);
        for (long i = 0; i < Exponent; i++)
            magnitude *= 10;
        value = IsNegative ? -magnitude : magnitude;
        return true;
    }

    /// <summary>Reads the nearest value of a type.</summary>
    /// <returns>Whether the type reaches that far.</returns>
    public bool TryGet<T>(out T value)
        where T : INumber<T>
    {
        value = T.Zero;
        if (Digits.Length == 0)
            return true;
        string text = string.Create(CultureInfo.InvariantCulture, $"{(IsNegative ? "-" : "")}{Digits}E{Exponent}");
        return T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value!) && T.IsFinite(value);
    }

    private static long? ReadExponent(ReadOnlySpan<char> text)
    {
        bool negative = text[0] == '-';
        ReadOnlySpan<char> digits = text.TrimStart("+-").TrimStart('0');
        if (digits.Length > LongestExponent)
            return null;
        long value = digits.Length == 0 ? 0 : long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        return negative ? -value : value;
    }
}
