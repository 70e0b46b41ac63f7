using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Parsing;

/// <summary>The names that members have in JSON: the C# names in camel case, or what System.Text.Json's own attributes say.</summary>
internal static class JsonNames
{
    private const string Namespace = "System.Text.Json.Serialization.";

    public static string Of(ISymbol member, ISymbol? parameter = null) =>
        Attributed(member, "JsonPropertyNameAttribute") ?? (parameter is null ? null : Attributed(parameter, "JsonPropertyNameAttribute")) ?? CamelCase(member.Name);

    public static string OfEnumerationValue(IFieldSymbol value) => Attributed(value, "JsonStringEnumMemberNameAttribute") ?? CamelCase(value.Name);

    public static bool IsIgnored(ISymbol member) =>
        member.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == Namespace + "JsonIgnoreAttribute") is { } ignore &&
        !ignore.NamedArguments.Any(a => a.Key == "Condition" && a.Value.Value is not 1);

    /// <summary>
    /// Lowers the first letter, and those behind it that belong to the same run of capitals, as System.Text.Json does: <c>Title</c>, <c>URLPath</c> and <c>ID</c> give
    /// title, urlPath and id.
    /// </summary>
    public static string CamelCase(string name)
    {
        char[] letters = name.ToCharArray();
        for (int i = 0; i < letters.Length && char.IsUpper(letters[i]); i++)
        {
            bool startsWord = i > 0 && i + 1 < letters.Length && !char.IsUpper(letters[i + 1]);
            if (startsWord)
                break;
            letters[i] = char.ToLowerInvariant(letters[i]);
        }

        return new string(letters);
    }

    private static string? Attributed(ISymbol member, string attribute) =>
        member.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == Namespace + attribute)
            ?.ConstructorArguments.FirstOrDefault().Value as string;
}
