using System.Globalization;

namespace FoundationModels.Grammars.Numbers;

/// <summary>Compares an exponent with a number while its digits come in. What is known so far is one number, at first 0.</summary>
internal readonly struct ExponentOrder
{
    private readonly int _target;
    private readonly string _digits;

    /// <summary>Prepares for one number to compare with.</summary>
    public ExponentOrder(int target)
    {
        _target = target;
        _digits = target == 0 ? "" : Math.Abs(target).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What is known after one more digit.</summary>
    public int Advance(int known, int digit)
    {
        // Digits read, without leading zeros, times three; and 1 or 2 when they are less or greater than the first ones of the target.
        int count = known / 3, order = known % 3;
        if ((count == 0 && digit == 0) || count > _digits.Length)
            return known;
        if (count == _digits.Length)
            return 3 * (count + 1);
        if (order == 0)
            order = digit < _digits[count] - '0' ? 1 : digit > _digits[count] - '0' ? 2 : 0;
        return 3 * (count + 1) + order;
    }

    /// <summary>How an exponent that ends here compares with the target.</summary>
    /// <param name="known">What is known of its digits.</param>
    /// <param name="isNegative">Whether there is a minus sign before them.</param>
    public int Compare(int known, bool isNegative)
    {
        int count = known / 3;
        if (_target != 0 && isNegative != _target < 0)
            return isNegative ? -1 : 1;
        int order = count != _digits.Length ? count.CompareTo(_digits.Length) : known % 3 == 1 ? -1 : known % 3 == 2 ? 1 : 0;
        return isNegative ? -order : order;
    }
}
