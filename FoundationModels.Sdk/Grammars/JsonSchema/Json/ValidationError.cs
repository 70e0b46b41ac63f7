namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Why a value does not fit a schema.</summary>
/// <param name="InstancePath">The JSON pointer of the part of the value.</param>
/// <param name="SchemaPointer">The JSON pointer of the keyword that it violates.</param>
/// <param name="Reason">What is wrong, as a sentence.</param>
internal sealed record ValidationError(string InstancePath, string SchemaPointer, string Reason);
