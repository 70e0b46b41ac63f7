using System.Globalization;

using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Cli.Schemas;

/// <summary>The schemas within a schema, with a name for each as a reader of the outline sees it.</summary>
internal static class SchemaParts
{
    /// <summary>All of them, in the order in which they are shown. What <c>$ref</c> names has a place of its own.</summary>
    public static IEnumerable<KeyValuePair<string, SchemaNode>> Of(SchemaNode node)
    {
        HashSet<string> required = new(node.Required ?? [], StringComparer.Ordinal);
        foreach ((string name, SchemaNode value) in node.Properties ?? [])
            yield return new(required.Remove(name) ? name : name + "?", value);
        foreach (string name in (node.Required ?? []).Where(required.Contains))
            yield return new(name, new SchemaNode { Always = true });
        foreach ((string pattern, SchemaNode value) in node.PatternProperties ?? [])
            yield return new($"/{pattern}/", value);
        foreach ((string name, IReadOnlyList<string> needed) in node.DependentRequired ?? [])
            yield return new($"(with {name})", new SchemaNode { Required = needed });
        foreach ((string name, SchemaNode value) in node.DependentSchemas ?? [])
            yield return new($"(with {name})", value);
        foreach ((string name, SchemaNode? value) in Single(node))
        {
            if (value is not null)
                yield return new(name, value);
        }

        foreach ((string name, IReadOnlyList<SchemaNode>? list) in Lists(node))
        {
            for (int i = 0; i < (list?.Count ?? 0); i++)
                yield return new(string.Create(CultureInfo.InvariantCulture, $"({name} {i + 1})"), list![i]);
        }
    }

    // What is false here is said in the line of the schema itself.
    private static IEnumerable<(string Name, SchemaNode? Node)> Single(SchemaNode node) =>
    [
        ("(other properties)", node.AdditionalProperties is { Always: false } ? null : node.AdditionalProperties),
        ("(property names)", node.PropertyNames),
        ("(unevaluated properties)", node.UnevaluatedProperties),
        (node.PrefixItems is null ? "(each item)" : "(further items)", node.Items is { Always: false } ? null : node.Items),
        ("(contains)", node.Contains),
        ("(unevaluated items)", node.UnevaluatedItems),
        ("(not)", node.Not),
        ("(if)", node.If),
        ("(then)", node.If is null ? null : node.Then),
        ("(else)", node.If is null ? null : node.Else),
    ];

    private static IEnumerable<(string Name, IReadOnlyList<SchemaNode>? Nodes)> Lists(SchemaNode node) =>
        [("item", node.PrefixItems), ("all of", node.AllOf), ("any of", node.AnyOf), ("one of", node.OneOf)];
}
