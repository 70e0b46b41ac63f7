using System.ComponentModel;
using FoundationModels.Generation;

namespace FoundationModels;

/// <summary>The schema that a model's answer follows: JSON Schema with a name. Immutable, compared by value.</summary>
/// <remarks>
/// Generated types bring theirs, with the grammar that was compiled from it when the app was built. Schemas that are known at run time only are made here, of
/// <see cref="DynamicGenerationSchema"/> or of JSON Schema.
/// </remarks>
public sealed partial class GenerationSchema : IEquatable<GenerationSchema>
{
    private readonly string _json;

    private GenerationSchema(string name, string json, ReadOnlyMemory<byte> compiledGrammar = default)
    {
        Name = name;
        _json = json;
        CompiledGrammar = compiledGrammar;
    }

    /// <summary>Gets the name of the schema.</summary>
    public string Name { get; }

    /// <summary>Gets the grammar that was compiled from the schema when the app was built; empty where there is none.</summary>
    internal ReadOnlyMemory<byte> CompiledGrammar { get; }

    /// <summary>Makes a schema of JSON Schema, of draft 04 to 2020-12.</summary>
    /// <param name="json">The schema as JSON text. What a model cannot be held to is refused when it is used.</param>
    /// <param name="name">Its name; null takes its title.</param>
    /// <exception cref="GenerationSchemaException">The text is no JSON, or neither an object nor a Boolean.</exception>
    public static GenerationSchema FromJsonSchema(string json, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        string title = SchemaText.TitleOf(json, name ?? "Schema");
        return new GenerationSchema(name ?? title, json);
    }

    /// <summary>Makes a schema of what the source generator emitted.</summary>
    /// <param name="name">The name of the type.</param>
    /// <param name="data">The schema and the compiled grammar, packed, as Base64 in UTF-8.</param>
    /// <exception cref="InvalidDataException">The data are damaged.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static GenerationSchema FromGenerated(string name, ReadOnlySpan<byte> data)
    {
        ArgumentNullException.ThrowIfNull(name);
        (string json, byte[] grammar) = SchemaData.Read(data);
        return new GenerationSchema(name, json, grammar);
    }

    /// <summary>The schema as JSON Schema 2020-12, unless it was made of another draft.</summary>
    /// <remarks>The keyword <c>x-order</c>, which Apple's framework has too, tells the order in which properties are generated.</remarks>
    public string ToJsonSchema() => _json;

    /// <summary>The schema as JSON Schema.</summary>
    public override string ToString() => _json;

    /// <inheritdoc/>
    public bool Equals(GenerationSchema? other) => other is not null && other.Name == Name && other._json == _json;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GenerationSchema);

    /// <inheritdoc/>
    public override int GetHashCode() => _json.GetHashCode(StringComparison.Ordinal);
}
