using System.Globalization;
using System.Numerics;

namespace FoundationModels.Grammars.Numbers;

/// <summary>
/// A decimal number without rounding: a whole number times a power of ten. The number of its digits and the power are bounded, so that no operation is long.
/// </summary>
internal readonly partial struct ExactDecimal : IEquatable<ExactDecimal>, IComparable<ExactDecimal>
{
    /// <summary>The most significant digits.</summary>
    public const int MaximumDigits = 2_000;

    /// <summary>The greatest power of ten, and the least one with a minus sign.</summary>
    public const int MaximumExponent = 100_000;

    private const double LeastNormalDouble = 2.2250738585072014e-308;

    private ExactDecimal(BigInteger mantissa, int exponent) => (Mantissa, Exponent) = (mantissa, exponent);

    /// <summary>Gets the whole number. It is no multiple of ten, except for zero.</summary>
    public BigInteger Mantissa { get; }

    /// <summary>Gets the power of ten. It is zero for zero.</summary>
    public int Exponent { get; }

    /// <summary>Gets whether it is zero.</summary>
    public bool IsZero => Mantissa.IsZero;

    /// <summary>Gets -1, 0 or 1.</summary>
    public int Sign => Mantissa.Sign;

    /// <summary>Gets whether it is a whole number.</summary>
    public bool IsInteger => Exponent >= 0;

    /// <summary>Gets the power of ten of the first significant digit: 2 for 123 and -2 for 0.0123.</summary>
    public int Magnitude => IsZero ? 0 : Exponent + DigitCount(Mantissa) - 1;

    /// <summary>Gets the number without its sign.</summary>
    public ExactDecimal Absolute => new(BigInteger.Abs(Mantissa), Exponent);

    /// <summary>The number that an integer is.</summary>
    public static ExactDecimal FromInt64(long value) => Normalize(value, 0);

    /// <summary>The number that a decimal is.</summary>
    public static ExactDecimal FromDecimal(decimal value)
    {
        int[] bits = decimal.GetBits(value);
        var mantissa = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
        return Normalize(bits[3] < 0 ? -mantissa : mantissa, -(bits[3] >> 16 & 0xFF));
    }

    /// <summary>The number that the shortest spelling of a double says: 0.1 is a tenth.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is infinite or not a number.</exception>
    public static ExactDecimal FromDouble(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "JSON has no infinite numbers and no NaN.");
        // "R" is not the shortest on every platform that the compiler runs on. Normal doubles keep every 15 digits, so no shorter text need be tried.
        for (int digits = Math.Abs(value) < LeastNormalDouble ? 1 : 15; ; digits++)
        {
            string text = value.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (digits == 17 || double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).Equals(value))
                return Parse(text);
        }
    }

    /// <summary>Whether it is a whole number of times a divisor.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public bool IsMultipleOf(ExactDecimal divisor)
    {
        if (divisor.IsZero)
            throw new DivideByZeroException();
        if (IsZero)
            return true;
        // The mantissa is no multiple of ten: it can't make up for a smaller power.
        int scale = Exponent - divisor.Exponent;
        return scale >= 0 && (Mantissa * BigInteger.ModPow(10, scale, BigInteger.Abs(divisor.Mantissa)) % divisor.Mantissa).IsZero;
    }

    /// <summary>The number as a 64-bit integer.</summary>
    /// <returns>Whether it is one.</returns>
    public bool TryGetInt64(out long value)
    {
        value = 0;
        if (!IsInteger || Magnitude > 18)
            return false;
        var whole = Mantissa * BigInteger.Pow(10, Exponent);
        if (whole < long.MinValue || whole > long.MaxValue)
            return false;
        value = (long)whole;
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(ExactDecimal other)
    {
        if (Sign != other.Sign || IsZero)
            return Sign.CompareTo(other.Sign);
        if (Magnitude != other.Magnitude)
            return Magnitude > other.Magnitude ? Sign : -Sign;
        // Equal magnitudes: the powers differ by less than the number of digits.
        int scale = Exponent - other.Exponent;
        return scale >= 0
            ? (Mantissa * BigInteger.Pow(10, scale)).CompareTo(other.Mantissa)
            : Mantissa.CompareTo(other.Mantissa * BigInteger.Pow(10, -scale));
    }

    /// <inheritdoc/>
    public bool Equals(ExactDecimal other) => Exponent == other.Exponent && Mantissa == other.Mantissa;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ExactDecimal other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (Mantissa.GetHashCode() * 397) ^ Exponent;

    public static bool operator ==(ExactDecimal left, ExactDecimal right) => left.Equals(right);

    public static bool operator !=(ExactDecimal left, ExactDecimal right) => !left.Equals(right);

    public static bool operator <(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) < 0;

    public static bool operator >(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) > 0;

    public static bool operator <=(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) >= 0;

    public static ExactDecimal operator -(ExactDecimal value) => new(-value.Mantissa, value.Exponent);

    private static ExactDecimal Normalize(BigInteger mantissa, int exponent)
    {
        if (mantissa.IsZero)
            return default;
        for (; ; exponent++)
        {
            var quotient = BigInteger.DivRem(mantissa, 10, out var digit);
            if (!digit.IsZero)
                return new(mantissa, exponent);
            mantissa = quotient;
        }
    }

    private static int DigitCount(BigInteger mantissa)
    {
        if (mantissa > long.MinValue && mantissa < long.MaxValue)
        {
            int count = 1;
            for (long rest = Math.Abs((long)mantissa); rest >= 10; rest /= 10)
                count++;
            return count;
        }
        return BigInteger.Abs(mantissa).ToString(CultureInfo.InvariantCulture).Length;
    }
}
