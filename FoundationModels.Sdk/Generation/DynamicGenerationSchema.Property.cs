using System.Diagnostics.CodeAnalysis;

namespace FoundationModels;

public sealed partial class DynamicGenerationSchema
{
    /// <summary>A property of an object.</summary>
    [SuppressMessage("Naming", "CA1716", Justification = "It has the name of its counterpart in Apple's framework.")]
    public sealed class Property
    {
        /// <summary>Initializes the property.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="schema">The schema of its value.</param>
        /// <param name="description">What it is, for the model.</param>
        /// <param name="isOptional">Whether it may be left out.</param>
        public Property(string name, DynamicGenerationSchema schema, string? description = null, bool isOptional = false)
        {
            ArgumentNullException.ThrowIfNull(name);
            ArgumentNullException.ThrowIfNull(schema);
            Name = name;
            Schema = schema;
            Description = description;
            IsOptional = isOptional;
        }

        /// <summary>Gets the name.</summary>
        public string Name { get; }

        /// <summary>Gets the schema of its value.</summary>
        public DynamicGenerationSchema Schema { get; }

        /// <summary>Gets what it is, for the model.</summary>
        public string? Description { get; }

        /// <summary>Gets whether it may be left out.</summary>
        public bool IsOptional { get; }

        /// <summary>Makes a property of a type that models can generate.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="description">What it is, for the model.</param>
        /// <param name="guides">What limits it.</param>
        /// <param name="isOptional">Whether it may be left out.</param>
        /// <exception cref="NotGenerableException">The type is not known.</exception>
        public static Property ForType<T>(string name, string? description = null, IEnumerable<GenerationGuide<T>>? guides = null, bool isOptional = false) =>
            new(name, DynamicGenerationSchema.ForType(guides ?? []), description, isOptional);
    }
}
