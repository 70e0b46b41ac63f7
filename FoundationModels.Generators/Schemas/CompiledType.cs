namespace FoundationModels.Generators.Schemas;

/// <summary>What was compiled from a type: all that its file of generated code is made from.</summary>
/// <param name="Closure">The type.</param>
/// <param name="Data">Its JSON Schema and the compiled grammar of that, packed, in Base64; empty where there are none.</param>
internal sealed record CompiledType(Model.SpecClosure Closure, string Data)
{
    /// <summary>Gets the place in the schema that can't be enforced, and why; null if all can.</summary>
    public (string Pointer, string Reason)? Refusal { get; init; }
}
