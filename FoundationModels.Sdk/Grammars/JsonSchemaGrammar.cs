namespace FoundationModels;

/// <summary>JSON that a schema accepts.</summary>
/// <param name="schema">The schema.</param>
/// <param name="image">The grammar that was compiled from it with the default options; empty where there is none.</param>
internal sealed class JsonSchemaGrammar(string schema, ReadOnlyMemory<byte> image = default) : Grammar
{
    public string Schema { get; } = schema;

    public ReadOnlyMemory<byte> Image { get; } = image;
}
