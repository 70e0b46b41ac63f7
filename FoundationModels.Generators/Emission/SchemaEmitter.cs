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
            .Line($"private static global::System.ReadOnlySpan<byte> Grammar => {Data(compiled.Grammar)};")
            .Close();
    }

    private static string Data(EquatableArray<byte> bytes) => bytes.Count == 0 ? "default" : $"new byte[] {{ {string.Join(",", bytes)} }}";
}
