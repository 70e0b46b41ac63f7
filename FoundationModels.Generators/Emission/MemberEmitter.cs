using FoundationModels.Generators.Model;

namespace FoundationModels.Generators.Emission;

/// <summary>The heads of the members that every generable type has.</summary>
internal static class MemberEmitter
{
    public static void Schema(SourceWriter writer, GenerableSpec spec) => writer
        .Line("/// <summary>Gets the schema of what a model generates for this type.</summary>")
        .Line(Names.GeneratedCode)
        .Line($"public static {New(spec)}{Names.Schema} GenerationSchema => {SchemaEmitter.ClassName(spec)}.Value;");

    public static void OpenFrom(SourceWriter writer, GenerableSpec spec) => writer
        .Line("/// <summary>Makes a value from content that a model generated.</summary>")
        .Line("/// <param name=\"content\">Content that the schema of this type accepts.</param>")
        .Line(Names.GeneratedCode)
        .Open($"public static {New(spec)}{spec.Type.FullName} FromGeneratedContent({Names.Content} content)")
        .Line("global::System.ArgumentNullException.ThrowIfNull(content);");

    public static void OpenTo(SourceWriter writer, GenerableSpec spec) => writer
        .Line("/// <summary>Makes the content that a model would generate for this value.</summary>")
        .Line(Names.GeneratedCode)
        .Open($"public {Modifier(spec)}{Names.Content} ToGeneratedContent()");

    /// <summary>A case of a union hides the static members of the union.</summary>
    public static string New(GenerableSpec spec) => spec.Union is null ? "" : "new ";

    private static string Modifier(GenerableSpec spec) => spec.Union is not null ? "override " : spec.Kind == GenerableKind.Union ? "virtual " : "";
}
