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
            .Line($"internal static readonly {Names.Schema} Value = {Names.Schema}.FromGenerated({Names.Literal(spec.Title)}, \"{compiled.Data}\"u8);")
            .Close();
    }
}
