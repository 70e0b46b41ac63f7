namespace FoundationModels.Grammars.JsonSchema;

/// <summary>What a <see cref="JsonLiteral"/> is.</summary>
internal enum JsonLiteralKind
{
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}
