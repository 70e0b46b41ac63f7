using System.Numerics;

namespace FoundationModels.ChatTemplates;

/// <summary>A slice <c>start:stop:step</c> with the parts that were written.</summary>
internal readonly record struct TemplateSlice(BigInteger? Start, BigInteger? Stop, BigInteger? Step)
{
    /// <summary>A part of a slice as it was evaluated.</summary>
    public static BigInteger? Bound(TemplateValue? value) => value switch
    {
        null or NoneValue => null,
        UndefinedValue undefined => throw undefined.Fault(),
        _ => PythonNumbers.TryInteger(value, out BigInteger bound)
            ? bound
            : throw new TemplateFault("slice indices must be integers or None or have an __index__ method"),
    };

    /// <summary>An index into so many items, counted from the end where it is negative.</summary>
    public static bool TryGetIndex(TemplateValue key, int count, out int index)
    {
        index = 0;
        if (!PythonNumbers.TryInteger(key, out BigInteger value))
            return false;
        if (value.Sign < 0)
            value += count;
        if (value.Sign < 0 || value >= count)
            return false;
        index = (int)value;
        return true;
    }

    /// <summary>The first index, the number of items and the step for so many items.</summary>
    /// <exception cref="TemplateFault">The step is 0.</exception>
    public (int Start, int Count, int Step) Resolve(int length)
    {
        BigInteger step = Step ?? BigInteger.One;
        if (step.IsZero)
            throw new TemplateFault("slice step cannot be zero");
        bool forward = step.Sign > 0;
        BigInteger lowest = forward ? 0 : -1;
        BigInteger highest = forward ? length : length - 1;
        BigInteger start = Start is { } s ? Clamp(s, length, lowest, highest) : forward ? lowest : highest;
        BigInteger stop = Stop is { } e ? Clamp(e, length, lowest, highest) : forward ? highest : lowest;
        BigInteger distance = forward ? stop - start : start - stop;
        BigInteger size = BigInteger.Abs(step);
        int count = distance.Sign <= 0 ? 0 : (int)((distance + size - 1) / size);
        return count == 0 ? (0, 0, 1) : ((int)start, count, count == 1 ? 1 : (int)step);
    }

    private static BigInteger Clamp(BigInteger value, int length, BigInteger lowest, BigInteger highest)
    {
        if (value.Sign < 0)
            value += length;
        return BigInteger.Max(lowest, BigInteger.Min(highest, value));
    }
}
