using System.Text.Json.Nodes;

namespace FoundationModels.Generation;

/// <summary>Writes schemas of objects in the dialect of Apple's framework.</summary>
internal static class ObjectSchema
{
    public static JsonObject Titled(string name, string? description)
    {
        JsonObject schema = new() { ["title"] = name };
        if (description is not null)
            schema["description"] = description;
        return schema;
    }

    public static JsonObject Write(
        SchemaComposer composer, string name, string? description, IReadOnlyList<DynamicGenerationSchema.Property> properties, bool representNullExplicitly)
    {
        JsonObject values = [];
        JsonArray required = [];
        JsonArray order = [];
        foreach (DynamicGenerationSchema.Property property in properties)
        {
            values[property.Name] = Value(composer, property, representNullExplicitly);
            order.Add((JsonNode)property.Name);
            if (!property.IsOptional || representNullExplicitly)
                required.Add((JsonNode)property.Name);
        }

        JsonObject schema = Titled(name, description);
        schema["type"] = "object";
        schema["properties"] = values;
        schema["required"] = required;
        schema["additionalProperties"] = false;
        schema["x-order"] = order;
        return schema;
    }

    private static JsonNode Value(SchemaComposer composer, DynamicGenerationSchema.Property property, bool representNullExplicitly)
    {
        JsonNode value = property.Schema.WriteWithin(composer);
        if (property.IsOptional && representNullExplicitly)
            value = SchemaComposer.NullOr(value);
        if (property.Description is null)
            return value;
        JsonObject described = value as JsonObject ?? (value.GetValue<bool>() ? [] : new JsonObject { ["not"] = new JsonObject() });
        described["description"] = property.Description;
        return described;
    }
}
