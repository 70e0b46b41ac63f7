using System.Text.Json.Nodes;

namespace FoundationModels.Sdk.Tests.Grammars.Properties;

/// <summary>Makes schemas from all keywords over few names, texts and numbers, so that keywords meet: contradict, overlap and imply each other.</summary>
internal sealed class RandomSchema(Random random)
{
    private static readonly string[] Names = ["a", "b", "c", "ab", "d"];
    private static readonly string[] Patterns = ["^a", "b$", "^[ab]*$", "a.b", "^(a|bc)+$", "[^a]", "^.{0,2}$", "^(?!b)"];
    private static readonly string[] Types = ["null", "boolean", "number", "integer", "string", "array", "object"];
    private static readonly string[] Formats = ["ipv4", "date", "no-such-format"];
    private readonly RandomValue _values = new(random);

    /// <summary>A schema with definitions that may refer to themselves.</summary>
    public JsonObject Root(int depth)
    {
        JsonObject root = Object(depth);
        root["$defs"] = new JsonObject { ["x"] = Object(Math.Min(2, depth)), ["y"] = Schema(1) };
        return root;
    }

    private bool Once(int outOf) => random.Next(outOf) == 0;

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1859", Justification = "A list of any kind may be drawn from.")]
    private T One<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    private JsonNode Schema(int depth)
    {
        if (Once(10))
            return JsonValue.Create(!Once(3));
        return Object(depth);
    }

    private JsonObject Object(int depth)
    {
        JsonObject schema = [];
        if (depth > 0 && Once(10))
            schema["$ref"] = One((string[])["#/$defs/x", "#/$defs/y", "#"]);
        int focus = random.Next(8);
        if (focus < 7 && !Once(4))
            schema["type"] = Once(5) ? new JsonArray(Types[focus], One(Types.Where(t => t != Types[focus]).ToArray())) : Types[focus];
        for (int i = random.Next(1, 4); i > 0; i--)
            Add(schema, Once(4) ? random.Next(8) : focus, depth);
        if (depth > 0 && Once(3))
            AddCombination(schema, depth - 1);
        return schema;
    }

    private void Add(JsonObject schema, int focus, int depth)
    {
        switch (focus)
        {
            case 2 or 3:
                AddNumber(schema);
                break;
            case 4:
                AddString(schema);
                break;
            case 5 when depth > 0:
                AddArray(schema, depth - 1);
                break;
            case 6 when depth > 0:
                AddObject(schema, depth - 1);
                break;
            case 7:
                if (Once(2))
                    schema["const"] = _values.Make(2);
                else
                    schema["enum"] = new JsonArray([.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => _values.Make(2))]);
                break;
            default:
                break;
        }
    }

    private void AddNumber(JsonObject schema)
    {
        string keyword = One((string[])["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]);
        schema[keyword] = keyword == "multipleOf" ? JsonNode.Parse(One((string[])["1", "2", "3", "0.5", "0.1", "7"])) : RandomValue.Parse(_values.Number());
    }

    private void AddString(JsonObject schema)
    {
        switch (random.Next(4))
        {
            case 0:
                schema["minLength"] = random.Next(4);
                break;
            case 1:
                schema["maxLength"] = random.Next(5);
                break;
            case 2:
                schema["pattern"] = One(Patterns);
                break;
            default:
                if (Once(3))
                    schema["format"] = One(Formats);
                break;
        }
    }

    private void AddArray(JsonObject schema, int depth)
    {
        switch (random.Next(8))
        {
            case 0:
                schema["items"] = Schema(depth);
                break;
            case 1:
                schema["prefixItems"] = new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Schema(depth))]);
                break;
            case 2:
                schema["minItems"] = random.Next(4);
                break;
            case 3:
                schema["maxItems"] = random.Next(5);
                break;
            case 4:
                schema["uniqueItems"] = true;
                break;
            case 5 or 6:
                schema["contains"] = Schema(depth);
                if (Once(2))
                    schema["minContains"] = random.Next(3);
                if (Once(2))
                    schema["maxContains"] = random.Next(1, 4);
                break;
            default:
                schema["unevaluatedItems"] = Schema(depth);
                break;
        }
    }

    private void AddObject(JsonObject schema, int depth)
    {
        switch (random.Next(11))
        {
            case 0 or 1 or 2:
                schema["properties"] = Map(Names, depth);
                break;
            case 3:
                schema["patternProperties"] = Map(Patterns, depth);
                break;
            case 4:
                schema["additionalProperties"] = Schema(depth);
                break;
            case 5:
                schema["required"] = new JsonArray([.. Some(Names, 3).Select(name => (JsonNode)name)]);
                break;
            case 6:
                schema["minProperties"] = random.Next(4);
                break;
            case 7:
                schema["maxProperties"] = random.Next(5);
                break;
            case 8:
                schema["propertyNames"] = Once(2) ? new JsonObject { ["pattern"] = One(Patterns) } : new JsonObject { ["maxLength"] = random.Next(1, 3) };
                break;
            case 9:
                if (Once(2))
                    schema["dependentRequired"] = new JsonObject([.. Some(Names, 2).Select(n => KeyValuePair.Create(n, (JsonNode?)new JsonArray(One(Names))))]);
                else
                    schema["dependentSchemas"] = Map(Names, depth);
                break;
            default:
                schema["unevaluatedProperties"] = Schema(depth);
                break;
        }
    }

    private void AddCombination(JsonObject schema, int depth)
    {
        string keyword = One((string[])["anyOf", "oneOf", "allOf", "not", "if", "anyOf", "oneOf"]);
        if (keyword == "not")
        {
            schema["not"] = Schema(depth);
        }
        else if (keyword == "if")
        {
            schema["if"] = Schema(depth);
            if (!Once(3))
                schema["then"] = Schema(depth);
            if (!Once(3))
                schema["else"] = Schema(depth);
        }
        else
        {
            schema[keyword] = new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Schema(depth))]);
        }
    }

    private JsonObject Map(string[] keys, int depth) => new([.. Some(keys, 3).Select(k => KeyValuePair.Create(k, (JsonNode?)Schema(depth)))]);

    private string[] Some(string[] from, int most) => [.. from.OrderBy(_ => random.Next()).Take(random.Next(1, most + 1))];
}
