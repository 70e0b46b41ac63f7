using System.Globalization;
using System.Numerics;

namespace FoundationModels.ChatTemplates;

/// <summary>Filters on numbers.</summary>
internal static class NumberFilters
{
    private static readonly string[] DecimalUnits = ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];
    private static readonly string[] BinaryUnits = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];

    /// <summary>Gets the filters by name.</summary>
    public static IEnumerable<KeyValuePair<string, TemplateOperation>> All { get; } = new Dictionary<string, TemplateOperation>(StringComparer.Ordinal)
    {
        ["abs"] = Absolute,
        ["int"] = ToInteger,
        ["float"] = ToFloat,
        ["round"] = Round,
        ["filesizeformat"] = FileSize,
    };

    private static TemplateValue Absolute(RenderState state, TemplateValue input, CallArguments arguments)
    {
        if (input is UndefinedValue undefined)
            throw undefined.Fault();
        if (PythonNumbers.TryInteger(input, out BigInteger integer))
            return new IntegerValue(BigInteger.Abs(integer));
        return input is FloatValue number
            ? new FloatValue(Math.Abs(number.Value))
            : throw new TemplateFault($"bad operand type for abs(): '{input.TypeName}'");
    }

    private static TemplateValue ToInteger(RenderState state, TemplateValue input, CallArguments arguments)
    {
        TemplateValue?[] bound = arguments.Bind("int", 0, "default", "base");
        int radix = bound[1] is { } given ? PythonNumbers.ToCount(given, "base") : 10;
        if (input is UndefinedValue undefined)
            throw undefined.Fault();
        BigInteger? value = input switch
        {
            StringValue text when radix is 0 or (>= 2 and <= 36) => PythonNumbers.ParseInteger(text.Plain, radix) ?? Truncate(PythonNumbers.ParseDouble(text.Plain)),
            FloatValue number when double.IsInfinity(number.Value) => bound[0] is null ? BigInteger.Zero : null,
            FloatValue number => Truncate(number.Value),
            _ => PythonNumbers.TryInteger(input, out BigInteger integer) ? integer : null,
        };
        return value is { } result ? new IntegerValue(result) : bound[0] ?? new IntegerValue(0);
    }

    private static BigInteger? Truncate(double? value) => value is { } number && double.IsFinite(number) ? new BigInteger(number) : null;

    private static TemplateValue ToFloat(RenderState state, TemplateValue input, CallArguments arguments)
    {
        TemplateValue?[] bound = arguments.Bind("float", 0, "default");
        if (input is UndefinedValue undefined)
            throw undefined.Fault();
        double? value = input is StringValue text ? PythonNumbers.ParseDouble(text.Plain)
            : PythonNumbers.TryDouble(input, out double number) ? number : null;
        return value is { } result ? new FloatValue(result) : bound[0] ?? new FloatValue(0);
    }

    private static TemplateValue Round(RenderState state, TemplateValue input, CallArguments arguments)
    {
        TemplateValue?[] bound = arguments.Bind("round", 0, "precision", "method");
        int precision = bound[0] is { } given ? PythonNumbers.ToCount(given, "precision") : 0;
        string method = bound[1] is { } named ? PythonText.ToText(state, named).Plain : "common";
        if (method is not ("common" or "ceil" or "floor"))
            throw new TemplateFault("method must be common, ceil or floor");
        if (input is UndefinedValue undefined)
            throw undefined.Fault();
        if (!PythonNumbers.TryDouble(input, out double number))
            throw new TemplateFault($"type {input.TypeName} doesn't define __round__ method");
        if (method != "common")
        {
            double scale = Math.Pow(10, precision);
            return new FloatValue((method == "ceil" ? Math.Ceiling(number * scale) : Math.Floor(number * scale)) / scale);
        }

        if (PythonNumbers.TryInteger(input, out BigInteger integer))
            return new IntegerValue(precision >= 0 ? integer : RoundToPower(integer, -precision));
        return new FloatValue(RoundDouble(number, precision));
    }

    private static BigInteger RoundToPower(BigInteger value, int power)
    {
        if (power > 5000)
            return BigInteger.Zero;
        BigInteger unit = BigInteger.Pow(10, power);
        BigInteger quotient = BigInteger.DivRem(BigInteger.Abs(value), unit, out BigInteger remainder);
        int order = (remainder * 2).CompareTo(unit);
        if (order > 0 || (order == 0 && !quotient.IsEven))
            quotient += 1;
        return quotient * unit * value.Sign;
    }

    // Rounds the exact decimal value of the double, halves to even, as the reference does; multiplying first would err.
    private static double RoundDouble(double number, int precision)
    {
        if (!double.IsFinite(number) || precision > 323)
            return number;
        if (precision < -308)
            return Math.CopySign(0, number);
        if (precision < 0)
            return (double)RoundToPower(new BigInteger(number), -precision);
        return double.Parse(FormatSpecification.Fixed(number, precision), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static StringValue FileSize(RenderState state, TemplateValue input, CallArguments arguments)
    {
        bool isBinary = arguments.Bind("filesizeformat", 0, "binary")[0] is { IsTruthy: true };
        double? bytes = input is StringValue text ? PythonNumbers.ParseDouble(text.Plain)
            : PythonNumbers.TryDouble(input, out double number) ? number : null;
        if (bytes is not { } value)
            throw new TemplateFault($"could not convert to a number of bytes: {PythonText.Repr(input)}");
        double scale = isBinary ? 1024 : 1000;
        if (value == 1)
            return StringValue.Derived("1 Byte", trusted: false);
        if (value < scale)
            return StringValue.Derived($"{PythonNumbers.Write(new BigInteger(value))} Bytes", trusted: false);
        string[] units = isBinary ? BinaryUnits : DecimalUnits;
        int index = 0;
        double unit = scale * scale;
        while (value >= unit && index < units.Length - 1)
        {
            unit *= scale;
            index++;
        }

        return StringValue.Derived($"{FormatSpecification.Fixed(scale * value / unit, 1)} {units[index]}", trusted: false);
    }
}
