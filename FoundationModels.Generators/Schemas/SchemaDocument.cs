using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Generators.Schemas;

/// <summary>The schema of a type with the definitions that it refers to.</summary>
/// <param name="Root">The schema of the type itself.</param>
/// <param name="Definitions">The other types by the names that references call them, in the order in which they are met.</param>
internal sealed record SchemaDocument(SchemaNode Root, IReadOnlyList<KeyValuePair<string, SchemaNode>> Definitions);
