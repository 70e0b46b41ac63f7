using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace FoundationModels.ChatTemplates;

/// <summary>Numbers: what counts as one, how one is read, and how one is written.</summary>
internal static class PythonNumbers
{
    private static readonly SearchValues<char> FloatCharacters = SearchValues.Create("0123456789.e+-_");
    private const int MaximumDigits = 4300;

    /// <summary>The value of an integer or truth value.</summary>
    public static bool TryInteger(TemplateValue value, out BigInteger integer)
    {
        integer = value switch
        {
            IntegerValue i => i.Value,
            BooleanValue b => b.Value ? BigInteger.One : BigInteger.Zero,
            _ => BigInteger.Zero,
        };
        return value is IntegerValue or BooleanValue;
    }

    /// <summary>The value of any number as a double.</summary>
    public static bool TryDouble(TemplateValue value, out double number)
    {
        number = value is FloatValue f ? f.Value : TryInteger(value, out BigInteger integer) ? (double)integer : 0;
        return value is FloatValue or IntegerValue or BooleanValue;
    }

    /// <summary>Whether the value is a number.</summary>
    public static bool IsNumber(TemplateValue value) => value is IntegerValue or FloatValue or BooleanValue;

    /// <summary>A count that an argument gives.</summary>
    /// <exception cref="TemplateFault">The argument is no integer, or beyond 32 bits.</exception>
    public static int ToCount(TemplateValue value, string name)
    {
        if (!TryInteger(value, out BigInteger integer))
            throw new TemplateFault($"'{name}' must be an integer, not '{value.TypeName}'");
        return integer >= int.MinValue && integer <= int.MaxValue
            ? (int)integer
            : throw new TemplateFault($"'{name}' is out of range: {integer}");
    }

    /// <summary>The value of digits, or null where they are none or too many.</summary>
    public static BigInteger? ParseDigits(ReadOnlySpan<char> digits, int radix)
    {
        if (digits.Length is 0 or > MaximumDigits)
            return null;
        if (radix == 10)
        {
            return BigInteger.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out BigInteger number) ? number : null;
        }

        BigInteger value = BigInteger.Zero;
        foreach (char c in digits)
        {
            int digit = char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetter(c) ? char.ToLowerInvariant(c) - 'a' + 10 : int.MaxValue;
            if (digit >= radix)
                return null;
            value = (value * radix) + digit;
        }

        return value;
    }

    /// <summary>What <c>int(text, radix)</c> gives, or null where it raises.</summary>
    public static BigInteger? ParseInteger(string text, int radix)
    {
        ReadOnlySpan<char> rest = TrimSpace(text);
        bool isNegative = rest is ['-', ..];
        if (rest is ['-' or '+', ..])
            rest = rest[1..];
        bool hasPrefix = rest is ['0', 'x' or 'X', ..] && radix is 16 or 0
            || rest is ['0', 'o' or 'O', ..] && radix is 8 or 0
            || rest is ['0', 'b' or 'B', ..] && radix is 2 or 0;
        if (hasPrefix)
        {
            radix = radix != 0 ? radix : char.ToLowerInvariant(rest[1]) switch { 'x' => 16, 'o' => 8, _ => 2 };
            rest = rest[2..];
        }

        if (!TryDropUnderscores(rest, out string digits))
            return null;
        BigInteger? value = ParseDigits(digits, radix == 0 ? 10 : radix);
        return isNegative ? -value : value;
    }

    /// <summary>What <c>float(text)</c> gives, or null where it raises.</summary>
    public static double? ParseDouble(string text)
    {
        ReadOnlySpan<char> rest = TrimSpace(text);
        string lower = rest.ToString().ToLowerInvariant();
        switch (lower.TrimStart('+', '-'))
        {
            case "inf" or "infinity" when lower.Length - lower.TrimStart('+', '-').Length <= 1:
                return lower[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            case "nan" when lower.Length - 3 <= 1:
                return double.NaN;
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        bool isPlain = lower.Length > 0 && lower.AsSpan().IndexOfAnyExcept(FloatCharacters) < 0;
        return isPlain && TryDropUnderscores(lower, out string digits)
            && double.TryParse(digits, Style, CultureInfo.InvariantCulture, out double value) ? value : null;
    }

    /// <summary>What <c>repr</c> gives for an integer.</summary>
    public static string Write(BigInteger value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>What <c>repr</c> gives for a float: the fewest digits that give the same float again.</summary>
    public static string Write(double value)
    {
        if (double.IsNaN(value))
            return "nan";
        if (double.IsInfinity(value))
            return value > 0 ? "inf" : "-inf";
        if (value == 0)
            return double.IsNegative(value) ? "-0.0" : "0.0";
        (string digits, int exponent) = Decompose(value.ToString("R", CultureInfo.InvariantCulture));
        StringBuilder text = new();
        if (value < 0)
            text.Append('-');
        if (exponent is >= -4 and < 16)
        {
            AppendPlain(text, digits, exponent);
        }
        else
        {
            text.Append(digits[0]);
            if (digits.Length > 1)
                text.Append('.').Append(digits, 1, digits.Length - 1);
            text.Append('e').Append(exponent < 0 ? '-' : '+').Append(Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    // The digits without zeros at the ends, and the power of ten of the first.
    private static (string Digits, int Exponent) Decompose(string number)
    {
        int mark = number.IndexOf('E', StringComparison.Ordinal);
        string mantissa = (mark < 0 ? number : number[..mark]).TrimStart('-');
        int exponent = mark < 0 ? 0 : int.Parse(number.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        exponent += (point < 0 ? mantissa.Length : point) - 1;
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        string significant = digits.TrimStart('0');
        exponent -= digits.Length - significant.Length;
        significant = significant.TrimEnd('0');
        return (significant, exponent);
    }

    private static void AppendPlain(StringBuilder text, string digits, int exponent)
    {
        if (exponent < 0)
        {
            text.Append("0.").Append('0', -exponent - 1).Append(digits);
            return;
        }

        int whole = exponent + 1;
        if (digits.Length <= whole)
            text.Append(digits).Append('0', whole - digits.Length).Append(".0");
        else
            text.Append(digits, 0, whole).Append('.').Append(digits, whole, digits.Length - whole);
    }

    private static ReadOnlySpan<char> TrimSpace(string text)
    {
        int start = 0;
        int end = text.Length;
        while (start < end && PythonCharacters.IsSpace(text[start]))
            start++;
        while (end > start && PythonCharacters.IsSpace(text[end - 1]))
            end--;
        return text.AsSpan(start, end - start);
    }

    // An underscore may stand between two digits.
    private static bool TryDropUnderscores(ReadOnlySpan<char> text, out string digits)
    {
        digits = text.ToString();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '_' && (i == 0 || i + 1 == text.Length || !char.IsAsciiLetterOrDigit(text[i - 1]) || !char.IsAsciiLetterOrDigit(text[i + 1])))
                return false;
        }

        digits = digits.Replace("_", "", StringComparison.Ordinal);
        return true;
    }
}
