using System.Globalization;
using System.Numerics;
using System.Text;
using FoundationModels.Prompts;

namespace FoundationModels.ChatTemplates;

/// <summary>How a value is written: Python's format mini-language, which the operator <c>%</c> shares most of.</summary>
internal sealed record FormatSpecification
{
    /// <summary>Gets the character that fills the field.</summary>
    public string Fill { get; init; } = " ";

    /// <summary>Gets where the value stands in the field, or null for the type's own place.</summary>
    public char? Alignment { get; init; }

    /// <summary>Gets how a number without a minus sign begins.</summary>
    public char Sign { get; init; } = '-';

    /// <summary>Gets whether prefixes and points are always written.</summary>
    public bool IsAlternate { get; init; }

    /// <summary>Gets whether zeros stand between the sign and the digits.</summary>
    public bool IsZeroPadded { get; init; }

    /// <summary>Gets the width of the field.</summary>
    public int Width { get; init; }

    /// <summary>Gets what groups of digits are separated by, or null.</summary>
    public char? Grouping { get; init; }

    /// <summary>Gets the precision, or null.</summary>
    public int? Precision { get; init; }

    /// <summary>Gets the type letter, or null.</summary>
    public char? Type { get; init; }

    /// <summary>Reads a specification.</summary>
    /// <exception cref="TemplateFault">It is not valid.</exception>
    public static FormatSpecification Parse(RenderState state, string text)
    {
        FormatSpecification specification = new();
        int at = 0;
        int fillWidth = text.Length > 0 ? CodePoints.Width(text, 0) : 0;
        if (text.Length > fillWidth && text[fillWidth] is '<' or '>' or '^' or '=')
        {
            specification = specification with { Fill = text[..fillWidth], Alignment = text[fillWidth] };
            at = fillWidth + 1;
        }
        else if (text is ['<' or '>' or '^' or '=', ..])
        {
            specification = specification with { Alignment = text[0] };
            at = 1;
        }

        if (at < text.Length && text[at] is '+' or '-' or ' ')
            specification = specification with { Sign = text[at++] };
        if (at < text.Length && text[at] == '#')
        {
            specification = specification with { IsAlternate = true };
            at++;
        }

        if (at < text.Length && text[at] == '0')
        {
            specification = specification with { IsZeroPadded = specification.Alignment is null };
            if (specification.Fill == " " && specification.Alignment is not null)
                specification = specification with { Fill = "0" };
            at++;
        }

        specification = specification with { Width = Number(state, text, ref at) ?? 0 };
        if (at < text.Length && text[at] is ',' or '_')
            specification = specification with { Grouping = text[at++] };
        if (at < text.Length && text[at] == '.')
        {
            at++;
            specification = specification with { Precision = Number(state, text, ref at) ?? throw new TemplateFault("Format specifier missing precision") };
        }

        if (at < text.Length)
            specification = specification with { Type = text[at++] };
        return at == text.Length ? specification : throw new TemplateFault($"Invalid format specifier '{text}'");
    }

    /// <summary>A double with so many decimals, halves of its exact value to even.</summary>
    public static string Fixed(double value, int decimals) => value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A text in its field; it keeps its runs.</summary>
    public StringValue FormatText(RenderState state, StringValue text)
    {
        if (Precision is { } precision && text.CodePointCount > precision)
            text = text.Part(0, CodePoints.ToOffset(text.Plain, text.CodePointCount, precision));
        return Place(state, text, Alignment ?? '<', IsZeroPadded ? "0" : Fill);
    }

    /// <summary>A number in its field.</summary>
    /// <param name="state">The rendering.</param>
    /// <param name="value">The number.</param>
    /// <param name="type">The type letter, or null for the number's own.</param>
    /// <param name="isPercent">Whether this is for the operator <c>%</c>, where a precision of an integer is its least number of digits.</param>
    /// <exception cref="TemplateFault">The type letter is not for this number.</exception>
    public StringValue FormatNumber(RenderState state, TemplateValue value, char? type, bool isPercent = false)
    {
        state.CheckTextLength(Math.Max(Width, Precision ?? 0));
        state.Charge(Math.Max(Width, Precision ?? 0));
        bool isFloat = type is 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or '%' || (value is FloatValue && type is null);
        (bool isNegative, string prefix, string digits) = isFloat ? FloatDigits(value, type) : IntegerDigits(value, type, isPercent);
        string sign = isNegative ? "-" : Sign == '-' ? "" : Sign.ToString();
        string head = sign + prefix;
        bool padsInside = (IsZeroPadded && Alignment is null or '=') || Alignment == '=';
        string fill = IsZeroPadded && Alignment is null ? "0" : Fill;
        if (Grouping is { } separator)
            digits = Group(digits, separator, type is 'x' or 'X' or 'b' or 'o' ? 4 : 3, padsInside && fill == "0" ? Width - head.Length : 0);
        if (padsInside)
            digits = string.Concat(Enumerable.Repeat(fill, Math.Max(Width - head.Length - digits.Length, 0))) + digits;
        return Place(state, StringValue.Derived(head + digits, trusted: false), Alignment is null or '=' ? '>' : Alignment.Value, Fill);
    }

    private static int? Number(RenderState state, string text, ref int at)
    {
        int? number = null;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            number = ((number ?? 0) * 10) + (text[at] - '0');
            state.CheckTextLength(number.Value);
        }

        return number;
    }

    private StringValue Place(RenderState state, StringValue text, char alignment, string fill) => TextOperations.Pad(
        state,
        text,
        Width,
        new StringValue(fill, TextProvenance.Template),
        missing => alignment switch { '<' => 0, '^' => missing / 2, _ => missing });

    private (bool IsNegative, string Prefix, string Digits) IntegerDigits(TemplateValue value, char? type, bool isPercent)
    {
        if (!PythonNumbers.TryInteger(value, out BigInteger integer))
            throw new TemplateFault($"Unknown format code '{type}' for object of type '{value.TypeName}'");
        if (Precision is not null && !isPercent)
            throw new TemplateFault("Precision not allowed in integer format specifier");
        BigInteger size = BigInteger.Abs(integer);
        (string prefix, string digits) = type switch
        {
            null or 'd' or 'n' => ("", PythonNumbers.Write(size)),
            'b' => ("0b", Radix(size, 2)),
            'o' => ("0o", Radix(size, 8)),
            'x' => ("0x", Radix(size, 16)),
            'X' => ("0X", Radix(size, 16).ToUpperInvariant()),
            'c' => ("", char.ConvertFromUtf32((int)BigInteger.Min(size, 0x10FFFF))),
            _ => throw new TemplateFault($"Unknown format code '{type}' for object of type '{value.TypeName}'"),
        };
        return (integer.Sign < 0, IsAlternate ? prefix : "", digits.PadLeft(isPercent ? Precision ?? 0 : 0, '0'));
    }

    private static string Radix(BigInteger value, int radix)
    {
        if (value.IsZero)
            return "0";
        StringBuilder digits = new();
        for (; !value.IsZero; value /= radix)
            digits.Insert(0, "0123456789abcdef"[(int)(value % radix)]);
        return digits.ToString();
    }

    private (bool IsNegative, string Prefix, string Digits) FloatDigits(TemplateValue value, char? type)
    {
        if (!PythonNumbers.TryDouble(value, out double number))
            throw new TemplateFault($"Unknown format code '{type}' for object of type '{value.TypeName}'");
        bool isNegative = double.IsNegative(number) && !double.IsNaN(number);
        double size = Math.Abs(number);
        string digits = type switch
        {
            _ when double.IsNaN(size) => "nan",
            _ when double.IsInfinity(size) => "inf",
            'f' or 'F' => Fixed(size, Precision ?? 6),
            '%' => Fixed(size * 100, Precision ?? 6),
            'e' or 'E' => Scientific(size, Precision ?? 6),
            null when Precision is null => PythonNumbers.Write(size),
            _ => General(size, Math.Max(Precision ?? 6, 1), type is null),
        };
        if (IsAlternate && !digits.Contains('.', StringComparison.Ordinal) && double.IsFinite(size))
            digits = digits.Contains('e', StringComparison.Ordinal) ? digits.Replace("e", ".e", StringComparison.Ordinal) : digits + ".";
        if (type is 'E' or 'F' or 'G')
            digits = digits.ToUpperInvariant();
        return (isNegative, "", type == '%' ? digits + "%" : digits);
    }

    private static string Scientific(double value, int decimals)
    {
        string[] parts = value.ToString("E" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Split('E');
        int exponent = int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return parts[0] + (exponent < 0 ? "e-" : "e+") + Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
    }

    // Significant digits; the exponent decides between the two forms. Without a type letter a float keeps a decimal.
    private string General(double value, int precision, bool keepsDecimal)
    {
        string scientific = Scientific(value, precision - 1);
        int mark = scientific.IndexOf('e', StringComparison.Ordinal);
        int exponent = int.Parse(scientific.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int limit = keepsDecimal ? precision - 1 : precision;
        if (value != 0 && (exponent < -4 || exponent >= limit))
            return (IsAlternate ? scientific[..mark] : TrimZeros(scientific[..mark])) + scientific[mark..];
        string text = Fixed(value, Math.Max(precision - 1 - exponent, 0));
        text = IsAlternate ? text : TrimZeros(text);
        return keepsDecimal && !text.Contains('.', StringComparison.Ordinal) ? text + ".0" : text;
    }

    private static string TrimZeros(string digits) =>
        digits.Contains('.', StringComparison.Ordinal) ? digits.TrimEnd('0').TrimEnd('.') : digits;

    private static string Group(string digits, char separator, int size, int width)
    {
        int end = 0;
        while (end < digits.Length && char.IsAsciiLetterOrDigit(digits[end]) && !(size == 3 && char.IsAsciiLetter(digits[end])))
            end++;
        string whole = digits[..end];
        string rest = digits[end..];
        while (whole.Length + ((whole.Length - 1) / size) + rest.Length < width)
            whole = "0" + whole;
        StringBuilder grouped = new();
        for (int i = 0; i < whole.Length; i++)
        {
            if (i > 0 && (whole.Length - i) % size == 0)
                grouped.Append(separator);
            grouped.Append(whole[i]);
        }

        return grouped.Append(rest).ToString();
    }
}
