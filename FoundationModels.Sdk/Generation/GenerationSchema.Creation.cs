using FoundationModels.Generation;

namespace FoundationModels;

public sealed partial class GenerationSchema
{
    /// <summary>Makes a schema of its parts.</summary>
    /// <param name="root">The schema of the answer.</param>
    /// <param name="dependencies">Schemas that references name.</param>
    /// <exception cref="GenerationSchemaException">A name comes twice or is missing, or a guide does not go with its type.</exception>
    public GenerationSchema(DynamicGenerationSchema root, params IEnumerable<DynamicGenerationSchema> dependencies)
    {
        ArgumentNullException.ThrowIfNull(root);
        ValueList<DynamicGenerationSchema> list = ValueList.Copy(dependencies);
        SchemaComposer composer = new(root.Name);
        foreach (DynamicGenerationSchema dependency in list)
        {
            if (dependency.Name is null)
                throw new ArgumentException("A dependency has no name, so that nothing can refer to it.", nameof(dependencies));
            _ = dependency.WriteWithin(composer);
        }

        GenerationSchema made = composer.Finish(root.Name ?? "Schema", root.Write(composer));
        Name = made.Name;
        _json = made._json;
    }

    /// <summary>Makes the schema of an object with properties in their order.</summary>
    /// <param name="name">The name of the schema.</param>
    /// <param name="properties">The properties.</param>
    /// <param name="description">What the object is, for the model.</param>
    /// <param name="representNullExplicitly">Whether an optional property without a value is generated as null, and not left out.</param>
    /// <exception cref="GenerationSchemaException">Two properties have the same name, or a guide does not go with its type.</exception>
    public static GenerationSchema ForObject(
        string name, IEnumerable<DynamicGenerationSchema.Property> properties, string? description = null, bool representNullExplicitly = false) =>
        new(DynamicGenerationSchema.ForObject(name, properties, description, representNullExplicitly));

    /// <summary>Makes the schema of a text that is one of several.</summary>
    /// <param name="name">The name of the schema.</param>
    /// <param name="choices">The texts.</param>
    /// <param name="description">What the text is, for the model.</param>
    /// <exception cref="GenerationSchemaException">There is none.</exception>
    public static GenerationSchema ForAnyOf(string name, IEnumerable<string> choices, string? description = null) =>
        new(DynamicGenerationSchema.ForAnyOf(name, choices, description));

    /// <summary>Makes the schema of a value that follows one of several schemas.</summary>
    /// <param name="name">The name of the schema.</param>
    /// <param name="choices">The schemas.</param>
    /// <param name="description">What the value is, for the model.</param>
    /// <exception cref="GenerationSchemaException">There is none.</exception>
    public static GenerationSchema ForAnyOf(string name, IEnumerable<GenerationSchema> choices, string? description = null) =>
        new(DynamicGenerationSchema.ForAnyOf(name, ValueList.Copy(choices).Select(DynamicGenerationSchema.ForSchema), description));
}
