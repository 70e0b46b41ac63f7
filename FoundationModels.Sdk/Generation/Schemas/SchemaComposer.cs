using System.Text.Json.Nodes;

namespace FoundationModels.Generation;

/// <summary>Puts one schema together of others: named ones become definitions that references name.</summary>
internal sealed class SchemaComposer(string? rootName)
{
    private readonly JsonObject _definitions = [];
    private readonly List<string> _references = [];

    public static GenerationSchema ListOf(GenerationSchema element)
    {
        SchemaComposer composer = new(null);
        JsonObject list = new() { ["type"] = "array", ["items"] = composer.Embed(element) };
        return composer.Finish(element.Name + "List", list);
    }

    public static GenerationSchema MapOf(GenerationSchema value)
    {
        SchemaComposer composer = new(null);
        JsonObject map = new() { ["type"] = "object", ["additionalProperties"] = composer.Embed(value) };
        return composer.Finish(value.Name + "Map", map);
    }

    public static GenerationSchema NullOr(GenerationSchema schema)
    {
        SchemaComposer composer = new(null);
        return composer.Finish(schema.Name, NullOr(composer.Embed(schema)));
    }

    public static JsonObject NullOr(JsonNode schema) => new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };

    /// <summary>Refers to a schema that is, or will be, defined.</summary>
    public JsonObject Reference(string name)
    {
        if (name == rootName)
            return new JsonObject { ["$ref"] = "#" };
        _references.Add(name);
        return new JsonObject { ["$ref"] = SchemaReferences.ToDefinition(name) };
    }

    /// <summary>Defines a named schema and refers to it.</summary>
    /// <exception cref="GenerationSchemaException">The name has another meaning already.</exception>
    public JsonObject Define(string name, JsonNode schema)
    {
        if (name == rootName || (_definitions.TryGetPropertyValue(name, out JsonNode? known) && !JsonNode.DeepEquals(known, schema)))
        {
            throw new GenerationSchemaException(
                GenerationSchemaError.DuplicateType, rootName ?? name, [name], $"Two different schemas have the name '{name}'. Give one of them another name.");
        }

        _definitions.TryAdd(name, schema);
        return Reference(name);
    }

    /// <summary>Takes a complete schema in, with its definitions.</summary>
    public JsonNode Embed(GenerationSchema schema)
    {
        JsonNode tree = SchemaText.Parse(schema);
        if (tree is not JsonObject root)
            return tree;

        // A schema with an identity of its own resolves its references by itself, wherever it stands.
        if (root.ContainsKey("$id"))
            return Define(schema.Name, root);
        JsonObject? definitions = root["$defs"] as JsonObject;
        root.Remove("$defs");
        root.Remove("$schema");
        bool refersToItself = SchemaReferences.Rebase(root, schema.Name);
        if (definitions is not null)
        {
            SchemaReferences.RebaseAll(definitions, schema.Name, ref refersToItself);
            foreach ((string name, JsonNode? definition) in definitions.ToArray())
            {
                definitions.Remove(name);
                if (definition is not null)
                    _ = Define(name, definition);
            }
        }

        return refersToItself || root.ContainsKey("title") ? Define(schema.Name, root) : root;
    }

    /// <summary>Makes the schema of its root.</summary>
    /// <exception cref="GenerationSchemaException">A reference names nothing.</exception>
    public GenerationSchema Finish(string name, JsonNode root)
    {
        string[] undefined = [.. _references.Distinct().Where(reference => !_definitions.ContainsKey(reference))];
        if (undefined.Length > 0)
        {
            throw new GenerationSchemaException(
                GenerationSchemaError.UndefinedReferences, name, undefined,
                $"The schema '{name}' refers to {string.Join(", ", undefined.Select(u => $"'{u}'"))}, which is not there. Give it among the dependencies.");
        }

        if (_definitions.Count > 0)
            root.AsObject()["$defs"] = _definitions;
        return GenerationSchema.FromJsonSchema(SchemaText.Write(root), name);
    }
}
