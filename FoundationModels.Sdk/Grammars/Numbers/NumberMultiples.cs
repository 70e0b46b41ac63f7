namespace FoundationModels.Grammars.Numbers;

/// <summary>The whole multiples of a divisor.</summary>
/// <remarks>
/// With the divisor <c>b·10^q</c>, the digits of a number have to be a multiple of b, and to end where the power of ten ends. So the states are remainders by b and places, and no
/// power of ten multiplies their number. Of a scientific text <c>u·10^(E-s)</c>, a remainder says the least exponent with which it is a multiple.
/// </remarks>
internal sealed class NumberMultiples : NumberLanguage
{
    // In a plain decimal: the remainder of the digits without ending zeros that matter, how many such zeros, and how many digits of the fraction that matter.
    private const int Remainder = 0;
    private const int Zeros = 1;
    private const int Places = 2;

    // In an exponent: the least one wanted beyond the power of the divisor, whether there is a minus sign, and what is known of its digits.
    private const int Least = 0;
    private const int HasNegativeExponent = 1;
    private const int Known = 2;

    private readonly int _divisor;
    private readonly int _power;
    private readonly int _twos;
    private readonly int _fives;
    private readonly int _rest;
    private readonly int _scientificDigits;
    private readonly int[] _powersOfTen;
    private readonly ExponentOrder[] _exponents;

    /// <summary>Prepares the language of a divisor.</summary>
    /// <param name="divisor">The mantissa of the divisor, without its sign.</param>
    /// <param name="power">The power of ten of the divisor.</param>
    /// <param name="scientificDigits">The most digits of the fraction of a scientific text.</param>
    public NumberMultiples(int divisor, int power, int scientificDigits)
    {
        (_divisor, _power, _scientificDigits) = (divisor, power, scientificDigits);
        _rest = divisor;
        for (; _rest % 2 == 0; _rest /= 2)
            _twos++;
        for (; _rest % 5 == 0; _rest /= 5)
            _fives++;
        _powersOfTen = new int[Math.Max(Math.Abs(power), scientificDigits) + 2];
        _exponents = new ExponentOrder[scientificDigits + Math.Max(_twos, _fives) + 1];
        for (int i = 0; i < _exponents.Length; i++)
            _exponents[i] = new ExponentOrder(power + i);
        _powersOfTen[0] = 1 % divisor;
        for (int i = 1; i < _powersOfTen.Length; i++)
            _powersOfTen[i] = (int)(_powersOfTen[i - 1] * 10L % divisor);
    }

    /// <inheritdoc/>
    protected override bool Advance(NumberPhase from, ref NumberPhase to, int symbol, Span<int> value)
    {
        switch (to)
        {
            case NumberPhase.Zero:
                value[Zeros] = Math.Max(_power, 0);
                return true;
            case NumberPhase.Digit or NumberPhase.Whole:
                AddDigit(value, symbol, Math.Max(_power, 0));
                return true;
            case NumberPhase.Point when _power >= 0:
                return Accepts(from, value);
            case NumberPhase.Fraction when value[Places] < -_power:
                value[Remainder] = Shifted(value[Remainder], 1, symbol);
                value[Places]++;
                return value[Places] < -_power || value[Remainder] == 0;
            case NumberPhase.Fraction:
                return symbol == 0;
            case NumberPhase.DigitPoint:
                value[Zeros] = 0;
                return true;
            case NumberPhase.DigitFraction when value[Places] + value[Zeros] == _scientificDigits:
                to = NumberPhase.Fraction;
                return ToPlain(value) && Advance(NumberPhase.Fraction, ref to, symbol, value);
            case NumberPhase.DigitFraction:
                int zeros = value[Zeros];
                AddDigit(value, symbol, int.MaxValue);
                if (symbol != 0)
                    value[Places] += zeros + 1;
                return true;
            case NumberPhase.Exponent:
                return StartExponent(value);
            case NumberPhase.ExponentSign:
                value[HasNegativeExponent] = symbol == Minus ? 1 : 0;
                return true;
            case NumberPhase.ExponentDigits:
                value[Known] = _exponents[value[Least]].Advance(value[Known], symbol);
                return true;
            default:
                return true;
        }
    }

    /// <inheritdoc/>
    protected override bool Accepts(NumberPhase phase, ReadOnlySpan<int> value) => phase switch
    {
        NumberPhase.ExponentDigits => _exponents[value[Least]].Compare(value[Known], value[HasNegativeExponent] != 0) >= 0,
        // Seen to at the point: nothing but zeros came since.
        NumberPhase.Fraction when _power >= 0 => true,
        NumberPhase.Fraction or NumberPhase.DigitFraction => value[Places] <= -_power && Shifted(value[Remainder], -_power - value[Places], 0) == 0,
        _ => _power > 0 ? value[Zeros] == _power && value[Remainder] == 0 : Shifted(value[Remainder], -_power, 0) == 0,
    };

    private int Shifted(int remainder, int places, int digit) => (int)(((long)remainder * _powersOfTen[places] + digit) % _divisor);

    // The remainder is one of the digits without the last zeros, up to a number of these.
    private void AddDigit(Span<int> value, int digit, int mostZeros)
    {
        int zeros = value[Zeros];
        if (digit == 0 && zeros < mostZeros)
        {
            value[Zeros]++;
            return;
        }
        value[Remainder] = Shifted(value[Remainder], digit == 0 ? 1 : zeros + 1, digit);
        if (digit != 0)
            value[Zeros] = 0;
    }

    // From here on there is no exponent: what is known of one digit and its fraction, as the other fractions have it.
    private bool ToPlain(Span<int> value)
    {
        int places = value[Places] + value[Zeros];
        if (places > -_power)
        {
            if (!Accepts(NumberPhase.DigitFraction, value))
                return false;
            (value[Remainder], value[Places]) = (0, Math.Max(-_power, 0));
        }
        else
        {
            (value[Remainder], value[Places]) = (Shifted(value[Remainder], value[Zeros], 0), places);
        }
        value[Zeros] = 0;
        return value[Places] < -_power || value[Remainder] == 0;
    }

    private bool StartExponent(Span<int> value)
    {
        int remainder = value[Remainder];
        if (remainder % _rest != 0)
            return false;
        int twos = 0, fives = 0;
        while (twos < _twos && remainder % (1 << (twos + 1)) == 0)
            twos++;
        for (int next = 5; fives < _fives && remainder % next == 0; next *= 5)
            fives++;
        value[Least] = value[Places] + Math.Max(_twos - twos, _fives - fives);
        value[HasNegativeExponent] = value[Known] = 0;
        return true;
    }
}
