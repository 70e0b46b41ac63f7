using System.Globalization;
using System.Numerics;

namespace FoundationModels.Grammars.Numbers;

/// <summary>The numbers that are less than, equal to or greater than a bound.</summary>
/// <remarks>
/// The digits of a number are compared with those of the bound, aligned at the first one other than zero, and the powers of ten of these first digits are compared on
/// their own: by the count of digits or zeros in a plain decimal, and by the exponent in a scientific one.
/// </remarks>
internal sealed class NumberComparison : NumberLanguage
{
    // What is known: the sign of the text; how its digits compare so far; the place of the next digit in those of the bound; whether the exponent has a minus sign.
    private const int Side = 0;
    private const int Order = 1;
    private const int Place = 2;
    private const int HasNegativeExponent = 3;

    private readonly int _sign;
    private readonly int _magnitude;
    private readonly string _digits;
    private readonly ExponentOrder _exponent;
    private readonly NumberOrders _wanted;

    /// <summary>Prepares the language of a bound.</summary>
    /// <param name="bound">The bound.</param>
    /// <param name="wanted">Which numbers are in the language.</param>
    public NumberComparison(ExactDecimal bound, NumberOrders wanted)
    {
        (_sign, _magnitude, _wanted) = (bound.Sign, bound.Magnitude, wanted);
        _digits = bound.IsZero ? "" : BigInteger.Abs(bound.Mantissa).ToString(CultureInfo.InvariantCulture);
        _exponent = new ExponentOrder(_magnitude);
    }

    /// <inheritdoc/>
    protected override bool Advance(NumberPhase from, ref NumberPhase to, int symbol, Span<int> value)
    {
        if (from == NumberPhase.Start)
            value[Side] = symbol == Minus ? -1 : 1;
        // A number of the other sign is settled.
        if (_sign * value[Side] < 0)
            return Wants(value[Side]);
        switch (to)
        {
            case NumberPhase.Digit:
                Compare(value, symbol);
                break;
            case NumberPhase.Whole when value[Place] > _magnitude:
                (value[Order], value[Place]) = (1, Math.Max(_magnitude, 0) + 2);
                break;
            case NumberPhase.Whole:
                Compare(value, symbol);
                break;
            case NumberPhase.Point:
                StartFraction(from, value);
                break;
            case NumberPhase.Fraction or NumberPhase.DigitFraction:
                Compare(value, symbol);
                value[Place] = value[Order] == 0 ? Math.Min(value[Place], _digits.Length) : 0;
                break;
            case NumberPhase.Exponent:
                (value[Order], value[Place]) = (Aligned(value), 0);
                break;
            case NumberPhase.ExponentSign:
                value[HasNegativeExponent] = symbol == Minus ? 1 : 0;
                break;
            case NumberPhase.ExponentDigits when _sign != 0:
                value[Place] = _exponent.Advance(value[Place], symbol);
                break;
        }
        return true;
    }

    /// <inheritdoc/>
    protected override bool Accepts(NumberPhase phase, ReadOnlySpan<int> value)
    {
        int side = value[Side];
        if (_sign * side < 0)
            return Wants(side);
        return Wants(side * phase switch
        {
            NumberPhase.Zero => -Math.Abs(_sign),
            NumberPhase.Fraction => Aligned(value),
            _ when _sign == 0 => 1,
            NumberPhase.ExponentDigits => _exponent.Compare(value[Place], value[HasNegativeExponent] != 0) is var order and not 0 ? order : value[Order],
            NumberPhase.DigitFraction => _magnitude == 0 ? Aligned(value) : -Math.Sign(_magnitude),
            _ => value[Place] - 1 == _magnitude ? Aligned(value) : (value[Place] - 1).CompareTo(_magnitude),
        });
    }

    // The place of the first digit behind the point, which is negative while zeros are due.
    private void StartFraction(NumberPhase from, Span<int> value)
    {
        int place = from == NumberPhase.Zero ? 0 : value[Place];
        if (_sign == 0 && from == NumberPhase.Zero)
            return;
        if (place == 0 ? _magnitude >= 0 : place - 1 != _magnitude)
            value[Order] = place == 0 || place - 1 < _magnitude ? -1 : 1;
        else if (place == 0)
            place = _magnitude + 1;
        value[Place] = value[Order] == 0 ? place : 0;
    }

    // Takes the next digit into account. In the whole part the place goes on to count digits after the order is known.
    private void Compare(Span<int> value, int digit)
    {
        int place = value[Place];
        if (value[Order] == 0)
            value[Order] = digit.CompareTo(place >= 0 && place < _digits.Length ? _digits[place] - '0' : 0);
        value[Place] = place + 1;
    }

    // How the digits compare when no more come: those of the bound end in one other than zero.
    private int Aligned(ReadOnlySpan<int> value) => value[Order] != 0 ? value[Order] : value[Place] < _digits.Length ? -1 : 0;

    private bool Wants(int order) => (_wanted & (order < 0 ? NumberOrders.Less : order > 0 ? NumberOrders.Greater : NumberOrders.Equal)) != 0;
}
