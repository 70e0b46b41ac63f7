using FoundationModels.Generators.Model;
using FoundationModels.Grammars;

namespace FoundationModels.Generators.Schemas;

/// <summary>Compiles the schema of a type, as the SDK would at run time.</summary>
internal static class SchemaCompiler
{
    public static CompiledType Compile(SpecClosure closure, CancellationToken cancellationToken)
    {
        SchemaDocument document = SchemaBuilder.Build(closure);
        string text = SchemaText.Write(document);
        try
        {
            return new CompiledType(closure, text, Grammar(document, cancellationToken));
        }
        catch (GrammarRefusal refusal)
        {
            return new CompiledType(closure, text, default) { Refusal = (refusal.Pointer, refusal.Reason) };
        }
    }

    private static EquatableArray<byte> Grammar(SchemaDocument document, CancellationToken cancellationToken) => default;
}
