using FoundationModels.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FoundationModels.Generators.Emission;

/// <summary>Writes the module initializer that makes the assembly's types known, so that <c>RespondAsync&lt;List&lt;Ticket&gt;&gt;</c> works without reflection.</summary>
internal static class RegistrationEmitter
{
    public static TypeName Registered(GenerableSpec spec) => spec.Type;

    public static void Emit(SourceProductionContext context, EquatableArray<TypeName> types)
    {
        if (types.Count == 0)
            return;
        SourceWriter writer = TypeEmitter.Begin();
        writer.Open("namespace FoundationModels.Generated")
            .Line(Names.GeneratedCode)
            .Open("file static class GenerableTypesOfAssembly")
            .Line("[global::System.Runtime.CompilerServices.ModuleInitializer]")
            .Open("internal static void Register()");
        foreach (TypeName type in types)
            writer.Line($"{Names.Types}.Register<{type.FullName}>();");
        writer.Close().Close().Close();
        context.AddSource("GenerableTypes.g.cs", writer.ToString());
    }
}
