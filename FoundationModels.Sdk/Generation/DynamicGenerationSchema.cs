using System.Text.Json.Nodes;
using FoundationModels.Generation;

namespace FoundationModels;

/// <summary>A part of a schema that is known at run time only. <see cref="GenerationSchema"/> is made of them.</summary>
public sealed partial class DynamicGenerationSchema
{
    private const int MaximumDepth = 250;

    private readonly Func<SchemaComposer, JsonNode> _write;

    private DynamicGenerationSchema(string? name, int depth, Func<SchemaComposer, JsonNode> write)
    {
        if (depth > MaximumDepth)
            throw new ArgumentException($"Schemas may be nested {MaximumDepth} deep at most. Use Reference for a schema that contains itself.");
        Name = name;
        Depth = depth;
        _write = write;
    }

    /// <summary>Gets the schema of JSON's null.</summary>
    public static DynamicGenerationSchema Null { get; } = new(null, 0, static _ => new JsonObject { ["type"] = "null" });

    /// <summary>Gets the name of the schema; null where it has none.</summary>
    public string? Name { get; }

    internal int Depth { get; }

    /// <summary>Makes the schema of an object with properties in their order.</summary>
    /// <param name="name">The name of the schema.</param>
    /// <param name="properties">The properties.</param>
    /// <param name="description">What the object is, for the model.</param>
    /// <param name="representNullExplicitly">Whether an optional property without a value is generated as null, and not left out.</param>
    /// <exception cref="GenerationSchemaException">Two properties have the same name.</exception>
    public static DynamicGenerationSchema ForObject(
        string name, IEnumerable<Property> properties, string? description = null, bool representNullExplicitly = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ValueList<Property> list = ValueList.Copy(properties);
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (Property property in list)
        {
            if (!names.Add(property.Name))
            {
                throw new GenerationSchemaException(
                    GenerationSchemaError.DuplicateProperty, name, [property.Name], $"The schema '{name}' has two properties '{property.Name}'.");
            }
        }

        return new(
            name,
            1 + list.Select(p => p.Schema.Depth).DefaultIfEmpty().Max(),
            composer => ObjectSchema.Write(composer, name, description, list, representNullExplicitly));
    }

    /// <summary>Makes the schema of a value that follows one of several schemas.</summary>
    /// <param name="name">The name of the schema.</param>
    /// <param name="choices">The schemas.</param>
    /// <param name="description">What the value is, for the model.</param>
    /// <exception cref="GenerationSchemaException">There is none.</exception>
    public static DynamicGenerationSchema ForAnyOf(string name, IEnumerable<DynamicGenerationSchema> choices, string? description = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ValueList<DynamicGenerationSchema> list = ValueList.Copy(choices);
        ThrowIfEmpty(name, list.Count);
        return new(name, 1 + list.Max(c => c.Depth), composer =>
        {
            JsonObject schema = ObjectSchema.Titled(name, description);
            schema["anyOf"] = new JsonArray([.. list.Select(choice => choice.WriteWithin(composer))]);
            return schema;
        });
    }

    /// <summary>Makes the schema of a text that is one of several.</summary>
    /// <param name="name">The name of the schema.</param>
    /// <param name="choices">The texts.</param>
    /// <param name="description">What the text is, for the model.</param>
    /// <exception cref="GenerationSchemaException">There is none.</exception>
    public static DynamicGenerationSchema ForAnyOf(string name, IEnumerable<string> choices, string? description = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ValueList<string> list = ValueList.Copy(choices);
        ThrowIfEmpty(name, list.Count);
        return new(name, 0, _ =>
        {
            JsonObject schema = ObjectSchema.Titled(name, description);
            schema["type"] = "string";
            schema["enum"] = new JsonArray([.. list.Select(choice => (JsonNode)choice)]);
            return schema;
        });
    }

    /// <summary>Makes the schema of a list.</summary>
    /// <param name="elements">The schema of the elements.</param>
    /// <param name="minimumElements">The least number of elements, or null.</param>
    /// <param name="maximumElements">The greatest number of elements, or null.</param>
    public static DynamicGenerationSchema ForArray(DynamicGenerationSchema elements, int? minimumElements = null, int? maximumElements = null)
    {
        ArgumentNullException.ThrowIfNull(elements);
        return new(null, 1 + elements.Depth, composer =>
        {
            JsonObject schema = new() { ["type"] = "array", ["items"] = elements.WriteWithin(composer) };
            if (minimumElements is { } minimum)
                schema["minItems"] = minimum;
            if (maximumElements is { } maximum)
                schema["maxItems"] = maximum;
            return schema;
        });
    }

    /// <summary>Makes the schema of a type that models can generate.</summary>
    /// <param name="guides">What limits it further.</param>
    /// <exception cref="NotGenerableException">The type is not known.</exception>
    public static DynamicGenerationSchema ForType<T>(params IEnumerable<GenerationGuide<T>> guides)
    {
        ValueList<GenerationGuide<T>> list = ValueList.Copy(guides);
        GenerationSchema schema = GenerableTypes.SchemaOf<T>();
        return new(null, 0, composer =>
        {
            JsonNode node = composer.Embed(schema);
            HashSet<string> given = new(StringComparer.Ordinal);
            foreach (GenerationGuide<T> guide in list)
                guide.Guide.Apply(node, schema.Name, given);
            return node;
        });
    }

    /// <summary>Makes a schema part of another one.</summary>
    public static DynamicGenerationSchema ForSchema(GenerationSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new(null, 0, composer => composer.Embed(schema));
    }

    /// <summary>Refers to a schema by its name, also to one that it is a part of.</summary>
    public static DynamicGenerationSchema Reference(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new(null, 0, composer => composer.Reference(name));
    }

    /// <summary>Writes the schema as the root.</summary>
    internal JsonNode Write(SchemaComposer composer) => _write(composer);

    /// <summary>Writes the schema as a part of another one: those with a name become definitions.</summary>
    internal JsonNode WriteWithin(SchemaComposer composer) => Name is null ? _write(composer) : composer.Define(Name, _write(composer));

    private static void ThrowIfEmpty(string name, int choices)
    {
        if (choices == 0)
            throw new GenerationSchemaException(GenerationSchemaError.EmptyTypeChoices, name, [], $"The schema '{name}' has nothing to choose from.");
    }
}
