using FoundationModels.Generators.Model;

namespace FoundationModels.Generators.Emission;

/// <summary>Writes the static class that converts an enumeration, which can't have members of its own.</summary>
internal static class EnumerationEmitter
{
    public static void Emit(SourceWriter writer, GenerableSpec spec)
    {
        string type = spec.Type.FullName;
        writer.Line($"/// <summary>What a model generates for <see cref=\"{type}\"/>.</summary>")
            .Line(Names.GeneratedCode)
            .Open($"{(spec.Type.IsPublic ? "public" : "internal")} static class {ClassName(spec)}");
        MemberEmitter.Schema(writer, spec);
        MemberEmitter.OpenFrom(writer.Line(), spec);
        writer.Open($"return content.Value<string>() switch");
        foreach (EnumerationValue value in spec.Values)
            writer.Line($"{Names.Literal(value.JsonName)} => {type}.{value.Name},");
        writer.Line($"var other => throw {Names.Services}.UnknownCase(content, {Names.Literal(spec.Title)}, other),").Close("};").Close();

        writer.Line()
            .Line("/// <summary>Makes the content that a model would generate for a value.</summary>")
            .Line("/// <param name=\"value\">One of the values that have a name.</param>")
            .Line(Names.GeneratedCode)
            .Open($"public static {Names.Content} ToGeneratedContent(this {type} value)")
            .Open("return value switch");
        foreach (EnumerationValue value in spec.Values.Where(v => !v.IsAlias))
            writer.Line($"{type}.{value.Name} => {Names.Services}.From({Names.Literal(value.JsonName)}),");
        writer.Line("_ => throw new global::System.ArgumentOutOfRangeException(nameof(value), value, null),").Close("};").Close().Close();
    }

    public static string FullClassName(GenerableSpec spec) =>
        $"global::{(spec.Type.Namespace.Length == 0 ? "" : spec.Type.Namespace + ".")}{ClassName(spec)}";

    private static string ClassName(GenerableSpec spec)
    {
        string dotted = spec.Type.DottedName;
        return (spec.Type.Namespace.Length == 0 ? dotted : dotted.Substring(spec.Type.Namespace.Replace("@", "").Length + 1)).Replace(".", "") + "Generable";
    }
}
