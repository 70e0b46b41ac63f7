using FoundationModels.Generators.Model;
using FoundationModels.Generators.Schemas;

namespace FoundationModels.Generators.Emission;

/// <summary>Writes the schema and the grammar of a type as data of the assembly: nothing is made when the app starts.</summary>
internal static class SchemaEmitter
{
    public static string ClassName(GenerableSpec spec) => spec.Type.DottedName.Replace('.', '_') + "_Schema";

    public static void Emit(SourceWriter writer, CompiledType compiled)
    {
        GenerableSpec spec = compiled.Closure.Root;
        writer.Line(Names.GeneratedCode)
            .Open($"file static class {ClassName(spec)}")
            .Line($"internal static readonly {Names.Schema} Value = {Names.Schema}.FromGenerated({Names.Literal(spec.Title)}, Json, Grammar);")
            .Line()
            .Line($"private static global::System.ReadOnlySpan<byte> Json => \"\"\"{compiled.Schema}\"\"\"u8;")
            .Line()
            // Base64, because the compiler has work with every element of an array and none with the characters of a text.
            .Line($"private static global::System.ReadOnlySpan<byte> Grammar => \"{compiled.Grammar}\"u8;")
            .Close();
    }
}
