using FoundationModels.Tokenization.Patterns;

namespace FoundationModels.Tokenization.Reading;

/// <summary>Reads <c>pattern</c> objects: <c>{"String": …}</c> or <c>{"Regex": …}</c>.</summary>
internal static class PatternReader
{
    private const int LongestPattern = 20_000;

    /// <summary>Reads the pattern of a component.</summary>
    public static TextPattern Read(JsonComponent component)
    {
        JsonComponent pattern = component.Child("pattern");
        if (pattern.OptionalString("String") is { } literal)
            return literal.Length == 0 ? throw pattern.Error("String", "is empty.") : new LiteralPattern(literal);
        string expression = pattern.String("Regex");
        if (expression.Length > LongestPattern)
            throw pattern.Error("Regex", $"is longer than {LongestPattern} characters.");
        try
        {
            return new RegularExpression(expression);
        }
        catch (PatternSyntaxException e)
        {
            throw pattern.Error("Regex", $"'{expression}' cannot be used: {e.Message}.", e);
        }
    }
}
