using System.Text.Json.Nodes;

namespace FoundationModels.Generation;

/// <summary>Keywords that a guide adds to a schema of certain types.</summary>
/// <param name="name">The name of the guide.</param>
/// <param name="types">The values of <c>type</c> that it goes with.</param>
/// <param name="keywords">What it adds.</param>
internal sealed class SchemaGuide(string name, string[] types, params (string Name, JsonNode Value)[] keywords)
{
    public SchemaGuide? Element { get; init; }

    /// <summary>Adds the keywords.</summary>
    /// <param name="schema">The schema that is limited.</param>
    /// <param name="schemaName">Its name, for the message.</param>
    /// <param name="given">The keywords that guides gave before.</param>
    /// <exception cref="GenerationSchemaException">The guide does not go with the schema, or with another guide.</exception>
    public void Apply(JsonNode schema, string schemaName, HashSet<string> given)
    {
        if (schema is not JsonObject target || target["type"] is not JsonValue type || !types.Contains(type.GetValue<string>()))
            throw Unsupported(schemaName, $"it is for the type {string.Join(" or ", types)}");
        foreach ((string keyword, JsonNode value) in keywords)
        {
            if (!given.Add(keyword))
                throw Unsupported(schemaName, $"another guide says what '{keyword}' is");
            target[keyword] = value.DeepClone();
        }

        Element?.Apply(target["items"] ?? true, schemaName, [.. given.Where(g => g.StartsWith("items/", StringComparison.Ordinal)).Select(g => g[6..])]);
        if (Element is not null)
            given.UnionWith(Element.Keywords.Select(k => "items/" + k));
    }

    private IEnumerable<string> Keywords => keywords.Select(k => k.Name).Concat(Element is null ? [] : Element.Keywords.Select(k => "items/" + k));

    private GenerationSchemaException Unsupported(string schemaName, string reason) => new(
        GenerationSchemaError.UnsupportedGuide, schemaName, [name], $"The guide {name} cannot be applied to '{schemaName}': {reason}.");
}
