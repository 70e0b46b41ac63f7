namespace FoundationModels.Grammars.Numbers;

/// <summary>Where the digits of a JSON number stand. Found in one pass and without memory, since texts may be long.</summary>
internal readonly struct NumberScan
{
    private NumberScan(int firstDigit, int digitCount, long exponent) =>
        (IsNumber, FirstDigit, DigitCount, Exponent) = (true, firstDigit, digitCount, exponent);

    /// <summary>Gets whether the text is a JSON number.</summary>
    public bool IsNumber { get; }

    /// <summary>Gets where the first digit other than zero stands.</summary>
    public int FirstDigit { get; }

    /// <summary>Gets how many digits there are from the first to the last one other than zero. None for zero.</summary>
    public int DigitCount { get; }

    /// <summary>Gets the power of ten of the last of these digits.</summary>
    public long Exponent { get; }

    /// <summary>Gets whether the number is within the bounds of <see cref="ExactDecimal"/>.</summary>
    public bool IsBounded => DigitCount <= ExactDecimal.MaximumDigits && Exponent is >= -ExactDecimal.MaximumExponent and <= ExactDecimal.MaximumExponent;

    /// <summary>Looks at a text.</summary>
    public static NumberScan Of(string text)
    {
        int place = 0;
        Skip(text, ref place, '-');
        int whole = place;
        SkipDigits(text, ref place);
        if (place == whole || (text[whole] == '0' && place > whole + 1))
            return default;
        int point = place;
        if (Skip(text, ref place, '.'))
        {
            SkipDigits(text, ref place);
            if (place == point + 1)
                return default;
        }
        int end = place;
        long power = 0;
        if ((Skip(text, ref place, 'e') || Skip(text, ref place, 'E')) && !ScanPower(text, ref place, out power))
            return default;
        return place == text.Length ? Trim(text, whole, point, end, power) : default;
    }

    private static NumberScan Trim(string text, int whole, int point, int end, long power)
    {
        int first = whole, last = end - 1;
        while (first < end && text[first] is '0' or '.')
            first++;
        if (first == end)
            return new NumberScan(0, 0, 0);
        while (text[last] is '0' or '.')
            last--;
        int count = last - first + 1 - (first < point && last > point ? 1 : 0);
        // A digit before the point has the power of its distance to it; behind, the point itself takes a place.
        return new NumberScan(first, count, power + (last < point ? point - 1 - last : point - last));
    }

    private static bool ScanPower(string text, ref int place, out long power)
    {
        bool negative = Skip(text, ref place, '-');
        if (!negative)
            Skip(text, ref place, '+');
        int start = place;
        power = 0;
        for (; place < text.Length && text[place] is >= '0' and <= '9'; place++)
            power = Math.Min(power * 10 + (text[place] - '0'), long.MaxValue / 100);
        if (negative)
            power = -power;
        return place > start;
    }

    private static bool Skip(string text, ref int place, char expected)
    {
        if (place == text.Length || text[place] != expected)
            return false;
        place++;
        return true;
    }

    private static void SkipDigits(string text, ref int place)
    {
        while (place < text.Length && text[place] is >= '0' and <= '9')
            place++;
    }
}
