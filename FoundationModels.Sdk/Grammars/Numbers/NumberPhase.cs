namespace FoundationModels.Grammars.Numbers;

/// <summary>Where in the text of a number one is. One digit other than zero is kept apart from others, since only behind it an exponent is decidable.</summary>
internal enum NumberPhase
{
    /// <summary>Before everything.</summary>
    Start,

    /// <summary>Behind the sign.</summary>
    Minus,

    /// <summary>Behind a whole part of zero.</summary>
    Zero,

    /// <summary>Behind the first digit of the whole part, which is not zero.</summary>
    Digit,

    /// <summary>Behind a further digit of the whole part.</summary>
    Whole,

    /// <summary>Behind the point after zero or several digits.</summary>
    Point,

    /// <summary>In the fraction after zero or several digits.</summary>
    Fraction,

    /// <summary>Behind the point after one digit.</summary>
    DigitPoint,

    /// <summary>In the fraction after one digit.</summary>
    DigitFraction,

    /// <summary>Behind the letter of the exponent.</summary>
    Exponent,

    /// <summary>Behind the sign of the exponent.</summary>
    ExponentSign,

    /// <summary>In the digits of the exponent.</summary>
    ExponentDigits,
}
