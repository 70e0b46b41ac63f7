using System.Globalization;

using FoundationModels.Grammars.JsonSchema;
using FoundationModels.Grammars.Numbers;

namespace FoundationModels.Cli.Schemas;

/// <summary>Says in one line what a schema's own keywords demand.</summary>
internal static class SchemaWords
{
    private const int MostValues = 12;
    private const int LongestValue = 60;

    private static readonly (JsonTypes Type, string Name)[] Names =
    [
        (JsonTypes.Object, "object"), (JsonTypes.Array, "array"), (JsonTypes.String, "string"), (JsonTypes.Number, "number"),
        (JsonTypes.Integer, "integer"), (JsonTypes.Boolean, "boolean"), (JsonTypes.Null, "null"),
    ];

    /// <summary>The line.</summary>
    public static string Of(SchemaNode node)
    {
        if (node.Always is { } always)
            return always ? "anything" : "nothing";
        List<string> words = [];
        if (node.Types is { } types)
            words.Add(OfTypes(types));
        if (node.Const is { } constant)
            words.Add("always " + Shorten(constant.ToString()));
        if (node.Enum is { } values)
            words.Add(OfValues(values));
        AddNumbers(node, words);
        AddTexts(node, words);
        AddCounts(node, words);
        if (node.Ref is { } target)
            words.Add("as " + Place(target));
        if (node.DynamicRef is { } dynamic)
            words.Add($"as {Place(dynamic.Initial)}, or what its caller puts there");
        return string.Join(", ", words);
    }

    /// <summary>The place of a schema in its document.</summary>
    public static string Place(SchemaNode node) => node.Pointer.Contains('#', StringComparison.Ordinal) ? node.Pointer : "#" + node.Pointer;

    private static string OfTypes(JsonTypes types)
    {
        IEnumerable<string> names = Names
            .Where(n => (types & n.Type) == n.Type && !(n.Type == JsonTypes.Integer && (types & JsonTypes.Number) == JsonTypes.Number))
            .Select(n => n.Name);
        return types == JsonTypes.None ? "no type" : string.Join(" or ", names);
    }

    private static string OfValues(IReadOnlyList<JsonLiteral> values)
    {
        string listed = string.Join(" | ", values.Take(MostValues).Select(v => Shorten(v.ToString())));
        return values.Count > MostValues ? string.Create(CultureInfo.InvariantCulture, $"{listed} | … ({values.Count} values)") : listed;
    }

    private static void AddNumbers(SchemaNode node, List<string> words)
    {
        Add("at least", node.Minimum);
        Add("more than", node.ExclusiveMinimum);
        Add("at most", node.Maximum);
        Add("less than", node.ExclusiveMaximum);
        Add("a multiple of", node.MultipleOf);

        void Add(string limit, ExactDecimal? number)
        {
            if (number is { } value)
                words.Add($"{limit} {Shorten(value.ToString()!)}");
        }
    }

    private static void AddTexts(SchemaNode node, List<string> words)
    {
        AddRange(node.MinLength, node.MaxLength, "characters", words);
        if (node.Pattern is { } pattern)
            words.Add($"matching /{Shorten(pattern)}/");
        if (node.Format is { } format)
            words.Add("format " + Shorten(format));
    }

    private static void AddCounts(SchemaNode node, List<string> words)
    {
        AddRange(node.MinItems, node.MaxItems, "items", words);
        if (node.UniqueItems)
            words.Add("no item twice");
        if (node.Contains is not null)
            AddRange(node.MinContains ?? 1, node.MaxContains, "items that it contains", words);
        AddRange(node.MinProperties, node.MaxProperties, "properties", words);
        if (node.AdditionalProperties is { Always: false })
            words.Add("no other properties");
        if (node.Items is { Always: false })
            words.Add("no further items");
    }

    private static void AddRange(long? minimum, long? maximum, string what, List<string> words)
    {
        string? range = (minimum, maximum) switch
        {
            ({ } least, { } most) when least == most => $"exactly {least} {what}",
            ({ } least, { } most) => $"{least} to {most} {what}",
            ({ } least, null) => $"at least {least} {what}",
            (null, { } most) => $"at most {most} {what}",
            _ => null,
        };
        if (range is not null)
            words.Add(range);
    }

    private static string Shorten(string text)
    {
        if (text.Length <= LongestValue)
            return text;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[LongestValue - 1]) ? LongestValue - 1 : LongestValue), "…");
    }
}
