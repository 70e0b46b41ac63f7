using System.Text;

namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The keywords for any type, for numbers and for strings.</summary>
internal static class ScalarRules
{
    public static bool Check(SchemaValidator validator, SchemaNode node, JsonLiteral value)
    {
        bool fits = true;
        if (node.Types is { } types && (TypeOf(value, node.Resource) & types) == 0)
            fits = validator.Fail(node.Pointer + "/type", $"The value must be of type {types}.");
        if (node.Const is { } constant && !constant.Equals(value))
            fits = validator.Fail(node.Pointer + "/const", "The value must be the constant.");
        if (node.Enum is { } values && !values.Contains(value))
            fits = validator.Fail(node.Pointer + "/enum", "The value must be one of the listed ones.");
        return value.Kind switch
        {
            JsonLiteralKind.Number => fits & CheckNumber(validator, node, value),
            JsonLiteralKind.String => fits & CheckString(validator, node, value.Text),
            _ => fits,
        };
    }

    private static JsonTypes TypeOf(JsonLiteral value, SchemaResource resource) => value.Kind switch
    {
        JsonLiteralKind.Null => JsonTypes.Null,
        JsonLiteralKind.Boolean => JsonTypes.Boolean,
        JsonLiteralKind.Number => IsInteger(value, resource) ? JsonTypes.Integer : JsonTypes.Number & ~JsonTypes.Integer,
        JsonLiteralKind.String => JsonTypes.String,
        JsonLiteralKind.Array => JsonTypes.Array,
        _ => JsonTypes.Object,
    };

    private static bool IsInteger(JsonLiteral value, SchemaResource resource) =>
        resource.IntegersAreDigits ? value.Text.AsSpan().IndexOfAny('.', 'e', 'E') < 0 : value.Number.IsInteger;

    private static bool CheckNumber(SchemaValidator validator, SchemaNode node, JsonLiteral value)
    {
        bool fits = true;
        if (node.Minimum is { } minimum && value.Number < minimum)
            fits = validator.Fail(node.Pointer + "/minimum", $"The number must be at least {minimum}.");
        if (node.Maximum is { } maximum && value.Number > maximum)
            fits = validator.Fail(node.Pointer + "/maximum", $"The number must be at most {maximum}.");
        if (node.ExclusiveMinimum is { } above && value.Number <= above)
            fits = validator.Fail(node.Pointer + "/exclusiveMinimum", $"The number must be greater than {above}.");
        if (node.ExclusiveMaximum is { } below && value.Number >= below)
            fits = validator.Fail(node.Pointer + "/exclusiveMaximum", $"The number must be less than {below}.");
        if (node.MultipleOf is { } divisor && !value.Number.IsMultipleOf(divisor))
            fits = validator.Fail(node.Pointer + "/multipleOf", $"The number must be a multiple of {divisor}.");
        return fits;
    }

    private static bool CheckString(SchemaValidator validator, SchemaNode node, string text)
    {
        bool fits = true;
        if (node.MinLength is not null || node.MaxLength is not null)
        {
            long length = CountCodePoints(text);
            if (length < node.MinLength)
                fits = validator.Fail(node.Pointer + "/minLength", $"The string must have at least {node.MinLength} characters.");
            if (length > node.MaxLength)
                fits = validator.Fail(node.Pointer + "/maxLength", $"The string must have at most {node.MaxLength} characters.");
        }

        if (node.Pattern is { } pattern && !SchemaPattern.IsMatch(pattern, text, node.Pointer + "/pattern"))
            fits = validator.Fail(node.Pointer + "/pattern", $"The string must match '{pattern}'.");
        if (node.Format is { } format && !validator.Options.HasFormat(format, text))
            fits = validator.Fail(node.Pointer + "/format", $"The string must have the format {format}.");
        return fits;
    }

    private static long CountCodePoints(string text)
    {
        long count = 0;
        foreach (Rune _ in text.EnumerateRunes())
            count++;
        return count;
    }
}
