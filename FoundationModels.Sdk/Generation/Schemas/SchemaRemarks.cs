using System.Globalization;
using System.Text.Json.Nodes;

namespace FoundationModels.Generation;

/// <summary>Says in words what limits the value of a property.</summary>
internal static class SchemaRemarks
{
    private const int LongestPattern = 40;

    /// <summary>The bounds of the integers of .NET, which say nothing about a value.</summary>
    private static readonly HashSet<string> Ranges =
    [
        .. new[] { 8, 16, 32, 64 }.Select(bits => string.Create(CultureInfo.InvariantCulture, $"{-(Int128.One << (bits - 1))}..{(Int128.One << (bits - 1)) - 1}")),
        .. new[] { 8, 16, 32, 64 }.Select(bits => string.Create(CultureInfo.InvariantCulture, $"0..{(Int128.One << bits) - 1}")),
        string.Create(CultureInfo.InvariantCulture, $"{decimal.MinValue}..{decimal.MaxValue}"),
    ];

    /// <summary>What limits a text or a number, in parentheses; empty where nothing does.</summary>
    public static string OfScalar(JsonObject schema)
    {
        string? format = schema["format"]?.ToString();
        string? pattern = schema["pattern"]?.ToString();
        if (format is not null)
            return $" ({format})";
        if (pattern is { Length: <= LongestPattern })
            return $" (matching {pattern})";
        string? minimum = schema["minimum"]?.ToString();
        string? maximum = schema["maximum"]?.ToString();
        return (minimum, maximum) switch
        {
            (not null, not null) => Ranges.Contains($"{minimum}..{maximum}") ? "" : $" ({minimum} to {maximum})",
            (not null, null) => $" (at least {minimum})",
            (null, not null) => $" (at most {maximum})",
            _ => "",
        };
    }

    /// <summary>The description of a property and the number of its elements, on one line.</summary>
    public static string Of(JsonNode? schema)
    {
        if (schema is not JsonObject)
            return "";
        string count = (schema["minItems"]?.ToString(), schema["maxItems"]?.ToString()) switch
        {
            ({ } minimum, { } maximum) => minimum == maximum ? $"{minimum} items" : $"{minimum} to {maximum} items",
            ({ } minimum, null) => $"at least {minimum} items",
            (null, { } maximum) => $"at most {maximum} items",
            _ => "",
        };
        string description = (schema["description"]?.ToString() ?? "").ReplaceLineEndings(" ");
        return description.Length > 0 && count.Length > 0 ? $"{description} ({count})" : description + count;
    }
}
