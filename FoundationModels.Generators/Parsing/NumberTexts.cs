using System.Globalization;
using FoundationModels.Generators.Model;
using FoundationModels.Grammars.Numbers;
using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Parsing;

/// <summary>The bounds of guides, which are constants of any numeric type or texts (for decimals), as JSON numbers.</summary>
internal static class NumberTexts
{
    /// <summary>The JSON text of a constant; null if it isn't a finite number.</summary>
    public static string? Of(TypedConstant constant) => constant.Kind != TypedConstantKind.Primitive ? null : constant.Value switch
    {
        float value => Finite(value, value.ToString("R", CultureInfo.InvariantCulture)),
        double value => Finite(value, value.ToString("R", CultureInfo.InvariantCulture)),
        string text => ExactDecimal.TryParse(text, out _) ? text : null,
        char or bool => null,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>What keeps a number from being a value of a type; null if nothing does.</summary>
    public static string? Problem(string text, ScalarKind kind)
    {
        if (!ExactDecimal.TryParse(text, out ExactDecimal value))
            return "is not a number";
        if (ScalarTypes.IsInteger(kind) && !value.IsInteger)
            return $"is {text}, and the type has whole numbers only";
        return ScalarRanges.Find(kind) is { } range && (Compare(text, range.Minimum) < 0 || Compare(text, range.Maximum) > 0)
            ? $"is {text}, which the type can't hold"
            : null;
    }

    public static int Compare(string left, string right) => ExactDecimal.Parse(left).CompareTo(ExactDecimal.Parse(right));

    private static string? Finite(double value, string text) => double.IsNaN(value) || double.IsInfinity(value) ? null : text;
}
