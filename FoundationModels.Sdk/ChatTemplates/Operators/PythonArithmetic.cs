using System.Numerics;

namespace FoundationModels.ChatTemplates;

/// <summary>The arithmetic operators.</summary>
internal static class PythonArithmetic
{
    /// <summary>The result of an operator.</summary>
    /// <exception cref="TemplateFault">The operator is not defined for the values.</exception>
    public static TemplateValue Apply(RenderState state, string name, TemplateValue left, TemplateValue right)
    {
        if (left is UndefinedValue undefined)
            throw undefined.Fault();
        if (name == "%" && left is StringValue format)
            return PercentFormat.Apply(state, format, right);
        if (right is UndefinedValue other)
            throw other.Fault();
        return (name, left, right) switch
        {
            ("+", StringValue a, StringValue b) => Markup.Concat(state, a, b),
            ("+", ListValue a, ListValue b) when a.IsTuple == b.IsTuple => Concat(state, a, b),
            ("*", StringValue a, _) when PythonNumbers.TryInteger(right, out BigInteger count) => Repeat(state, a, count),
            ("*", _, StringValue b) when PythonNumbers.TryInteger(left, out BigInteger count) => Repeat(state, b, count),
            ("*", ListValue a, _) when PythonNumbers.TryInteger(right, out BigInteger count) => Repeat(state, a, count),
            ("*", _, ListValue b) when PythonNumbers.TryInteger(left, out BigInteger count) => Repeat(state, b, count),
            _ when PythonNumbers.TryInteger(left, out BigInteger a) && PythonNumbers.TryInteger(right, out BigInteger b) =>
                Integers(state, name, a, b),
            _ when PythonNumbers.TryDouble(left, out double a) && PythonNumbers.TryDouble(right, out double b) => Doubles(name, a, b),
            ("+", StringValue, _) => throw new TemplateFault($"can only concatenate str (not \"{right.TypeName}\") to str"),
            ("+", ListValue, _) => throw new TemplateFault($"can only concatenate {left.TypeName} (not \"{right.TypeName}\") to {left.TypeName}"),
            _ => throw new TemplateFault($"unsupported operand type(s) for {name}: '{left.TypeName}' and '{right.TypeName}'"),
        };
    }

    /// <summary>The number with or without the other sign.</summary>
    /// <exception cref="TemplateFault">The value is no number.</exception>
    public static TemplateValue Sign(TemplateValue value, bool isNegative)
    {
        if (value is UndefinedValue undefined)
            throw undefined.Fault();
        if (PythonNumbers.TryInteger(value, out BigInteger integer))
            return new IntegerValue(isNegative ? -integer : integer);
        return value is FloatValue number
            ? new FloatValue(isNegative ? -number.Value : number.Value)
            : throw new TemplateFault($"bad operand type for unary {(isNegative ? '-' : '+')}: '{value.TypeName}'");
    }

    private static ListValue Concat(RenderState state, ListValue left, ListValue right)
    {
        state.ChargeItems((long)left.Values.Count + right.Values.Count);
        return new ListValue([.. left.Values, .. right.Values], left.IsTuple);
    }

    private static StringValue Repeat(RenderState state, StringValue text, BigInteger count)
    {
        if (count.Sign <= 0 || text.Length == 0)
            return StringValue.Empty;
        BigInteger length = count * text.Length;
        state.ChargeText(length > long.MaxValue ? long.MaxValue : (long)length);
        Prompts.PromptTextBuilder builder = new();
        for (int i = 0; i < (int)count; i++)
            builder.Append(text.Text);
        return new StringValue(builder.ToPromptText(), text.IsMarkup);
    }

    private static ListValue Repeat(RenderState state, ListValue list, BigInteger count)
    {
        if (count.Sign <= 0 || list.Values.Count == 0)
            return new ListValue([], list.IsTuple);
        BigInteger length = count * list.Values.Count;
        state.ChargeItems(length > long.MaxValue ? long.MaxValue : (long)length);
        return new ListValue([.. Enumerable.Repeat(list.Values, (int)count).SelectMany(v => v)], list.IsTuple);
    }

    private static TemplateValue Integers(RenderState state, string name, BigInteger left, BigInteger right)
    {
        if (right.IsZero && name is "/" or "//" or "%")
            throw new TemplateFault("division by zero");
        switch (name)
        {
            case "/":
                return new FloatValue(Quotient(left, right));
            case "**" when right.Sign < 0:
                return left.IsZero ? throw new TemplateFault("0.0 cannot be raised to a negative power") : new FloatValue(Math.Pow((double)left, (double)right));
            case "**":
                CheckBits(state, BigInteger.Max(left.GetBitLength(), 1) * right, BigInteger.Abs(left) > 1);
                return new IntegerValue(BigInteger.Abs(left) > 1 ? BigInteger.Pow(left, (int)right) : PowerOfUnit(left, right));
        }

        BigInteger result = name switch
        {
            "+" => left + right,
            "-" => left - right,
            "*" => left * right,
            "//" => FloorDivide(left, right),
            _ => left - (right * FloorDivide(left, right)),
        };
        CheckBits(state, result.GetBitLength(), true);
        return new IntegerValue(result);
    }

    private static double Quotient(BigInteger left, BigInteger right)
    {
        // Scaled so that the integer quotient has all the bits of a double and some to spare: rounding twice then does no harm.
        double quotient = (double)left / (double)right;
        const long Exact = 1L << 53;
        if ((BigInteger.Abs(left) <= Exact && BigInteger.Abs(right) <= Exact) || left.IsZero)
            return quotient;
        int shift = (int)Math.Clamp(120 + right.GetBitLength() - left.GetBitLength(), 0, 4000);
        BigInteger scaled = (left << shift) / right;
        double result = Math.ScaleB((double)scaled, -shift);
        return double.IsInfinity(result) ? throw new TemplateFault("integer division result too large for a float") : result;
    }

    private static BigInteger PowerOfUnit(BigInteger value, BigInteger power) =>
        power.IsZero ? BigInteger.One : value.Sign < 0 && power.IsEven ? BigInteger.One : value;

    private static BigInteger FloorDivide(BigInteger left, BigInteger right)
    {
        BigInteger quotient = BigInteger.DivRem(left, right, out BigInteger remainder);
        return !remainder.IsZero && remainder.Sign != right.Sign ? quotient - 1 : quotient;
    }

    private static void CheckBits(RenderState state, BigInteger bits, bool grows)
    {
        if (grows && bits > state.Limits.IntegerBits)
            throw new TemplateFault($"An integer of more than {state.Limits.IntegerBits} bits is more than a template may make.");
    }

    private static FloatValue Doubles(string name, double left, double right)
    {
        if (right == 0 && name is "/" or "//" or "%")
            throw new TemplateFault("float division by zero");
        return new FloatValue(name switch
        {
            "+" => left + right,
            "-" => left - right,
            "*" => left * right,
            "/" => left / right,
            "//" => FloorDivide(left, right),
            "%" => Remainder(left, right),
            _ => Power(left, right),
        });
    }

    private static double Remainder(double left, double right)
    {
        double remainder = left % right;
        if (remainder == 0)
            return Math.CopySign(0, right);
        return remainder < 0 != right < 0 ? remainder + right : remainder;
    }

    private static double FloorDivide(double left, double right)
    {
        double remainder = left % right;
        double quotient = (left - remainder) / right;
        if (remainder != 0 && remainder < 0 != right < 0)
            quotient -= 1;
        double floor = Math.Floor(quotient);
        return quotient == 0 ? Math.CopySign(0, left / right) : quotient - floor > 0.5 ? floor + 1 : floor;
    }

    private static double Power(double left, double right)
    {
        if (left == 0 && right < 0)
            throw new TemplateFault("0.0 cannot be raised to a negative power");
        if (left < 0 && double.IsFinite(left) && double.IsFinite(right) && !double.IsInteger(right))
            throw new TemplateFault("A negative number to a broken power is complex, and templates have no complex numbers.");
        double power = Math.Pow(left, right);
        return double.IsInfinity(power) && double.IsFinite(left) && double.IsFinite(right)
            ? throw new TemplateFault("Numerical result out of range")
            : power;
    }
}
