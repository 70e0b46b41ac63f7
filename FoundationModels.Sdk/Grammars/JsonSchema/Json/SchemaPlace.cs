namespace FoundationModels.Grammars.JsonSchema;

/// <summary>A schema in a document.</summary>
/// <param name="Literal">The schema's text.</param>
/// <param name="Identity">The resource that it belongs to.</param>
/// <param name="Pointer">Where it stands.</param>
internal sealed record SchemaPlace(JsonLiteral Literal, SchemaIdentity Identity, string Pointer);
