namespace FoundationModels.Generators.Schemas;

/// <summary>What was compiled from a type: all that its file of generated code is made from.</summary>
/// <param name="Closure">The type.</param>
/// <param name="Schema">Its JSON Schema.</param>
/// <param name="Grammar">The compiled grammar of that schema in Base64; empty where there is none.</param>
internal sealed record CompiledType(Model.SpecClosure Closure, string Schema, string Grammar)
{
    /// <summary>Gets the place in the schema that can't be enforced, and why; null if all can.</summary>
    public (string Pointer, string Reason)? Refusal { get; init; }
}
