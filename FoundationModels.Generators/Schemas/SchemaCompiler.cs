using FoundationModels.Generation;
using FoundationModels.Generators.Model;
using FoundationModels.Grammars;
using FoundationModels.Grammars.JsonSchema;

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
            return new CompiledType(closure, SchemaData.Write(text, Grammar(document, cancellationToken)));
        }
        catch (GrammarRefusal refusal)
        {
            return new CompiledType(closure, "") { Refusal = (refusal.Pointer, refusal.Reason) };
        }
    }

    /// <summary>Takes every schema apart, so that what can't be enforced shows here and not in the app.</summary>
    private static byte[] Grammar(SchemaDocument document, CancellationToken cancellationToken)
    {
        SchemaTables tables = new();
        Formula root = tables.Leaf(document.Root, DynamicScope.Of(document.Root.Resource));
        for (int leaf = 0; leaf < tables.Leaves.Count; leaf++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            tables.Expand(tables.Schemas.Atom(leaf));
        }

        return GrammarImage.Write(tables, root, cancellationToken);
    }
}
