using FoundationModels.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Emission;

/// <summary>
/// Writes the module initializer that makes the assembly's types known, so that <c>RespondAsync&lt;List&lt;Ticket&gt;&gt;</c> works without reflection. It runs when the app starts, so
/// it only leaves word where the types are; each is registered when it is first asked for.
/// </summary>
internal static class RegistrationEmitter
{
    public static RegisteredType Registered(GenerableSpec spec) => new(
        spec.Type.FullName,
        spec.Type.IsStruct && spec.Kind != GenerableKind.Enumeration,
        spec.Kind == GenerableKind.Enumeration ? EnumerationEmitter.FullClassName(spec) : null);

    public static void Emit(SourceProductionContext context, EquatableArray<RegisteredType> types)
    {
        if (types.Count == 0)
            return;
        SourceWriter writer = TypeEmitter.Begin();
        writer.Open("namespace FoundationModels.Generated")
            .Line(Names.GeneratedCode)
            .Open("file static class GenerableTypesOfAssembly")
            .Line("private static readonly global::System.Collections.Generic.Dictionary<global::System.Type, global::System.Action> Registrations = new()")
            .Open();
        foreach (RegisteredType type in types)
            writer.Line($"[typeof({type.Name})] = static () => {Call(type)},");
        writer.Close("};")
            .Line()
            .Line("[global::System.Runtime.CompilerServices.ModuleInitializer]")
            .Line($"internal static void Announce() => {Names.Types}.RegisterSource(Register);")
            .Line()
            .Open("private static void Register(global::System.Type type)")
            .Line("if (Registrations.TryGetValue(type, out global::System.Action? register))")
            .Line("    register();")
            .Close().Close().Close();
        context.AddSource("GenerableTypes.g.cs", writer.ToString());
    }

    private static string Call(RegisteredType type) => type switch
    {
        { Converter: { } converter } =>
            $"{Names.Types}.RegisterStruct<{type.Name}>(static () => {converter}.GenerationSchema, {converter}.FromGeneratedContent, {converter}.ToGeneratedContent)",
        { IsStruct: true } => $"{Names.Types}.RegisterStruct<{type.Name}>()",
        _ => $"{Names.Types}.Register<{type.Name}>()",
    };
}
