using System.Text.Json.Nodes;

namespace FoundationModels.Generation;

/// <summary>Keeps the references of a schema right when it becomes a definition of another one.</summary>
internal static class SchemaReferences
{
    /// <summary>The reference to a definition.</summary>
    public static string ToDefinition(string name) =>
        "#/$defs/" + Uri.EscapeDataString(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));

    /// <summary>Lets the references to the root of a schema mean the definition that the root becomes.</summary>
    /// <returns>Whether there were any.</returns>
    public static bool Rebase(JsonObject schema, string name)
    {
        bool found = false;
        foreach ((string keyword, JsonNode? value) in schema.ToArray())
        {
            switch (keyword)
            {
                case "$ref" when value is JsonValue text && text.TryGetValue(out string? target) && IsWithinRoot(target):
                    schema[keyword] = ToDefinition(name) + target[1..];
                    found = true;
                    break;
                case "const" or "enum" or "default" or "examples":
                    break;
                case "properties" or "patternProperties" or "dependentSchemas" or "definitions" when value is JsonObject named:
                    RebaseAll(named, name, ref found);
                    break;
                default:
                    RebaseValue(value, name, ref found);
                    break;
            }
        }

        return found;
    }

    /// <summary>Does the same with schemas that have names.</summary>
    public static void RebaseAll(JsonObject schemas, string name, ref bool found)
    {
        foreach ((_, JsonNode? schema) in schemas)
            RebaseValue(schema, name, ref found);
    }

    private static void RebaseValue(JsonNode? value, string name, ref bool found)
    {
        if (value is JsonObject schema)
        {
            found |= Rebase(schema, name);
        }
        else if (value is JsonArray schemas)
        {
            foreach (JsonNode? item in schemas)
                RebaseValue(item, name, ref found);
        }
    }

    // Definitions move to the definitions of the whole, where they have the same reference.
    private static bool IsWithinRoot(string target) =>
        target == "#" || (target.StartsWith("#/", StringComparison.Ordinal) && !target.StartsWith("#/$defs/", StringComparison.Ordinal));
}
