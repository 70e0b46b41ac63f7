namespace FoundationModels;

/// <summary>JSON that a schema accepts.</summary>
internal sealed class JsonSchemaGrammar(string schema) : Grammar
{
    public string Schema { get; } = schema;
}
