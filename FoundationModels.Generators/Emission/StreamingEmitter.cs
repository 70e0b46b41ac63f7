using FoundationModels.Generators.Model;

namespace FoundationModels.Generators.Emission;

/// <summary>
/// Writes the extension <c>session.StreamResponseAsync&lt;Ticket&gt;(…)</c>, whose snapshots are <c>Ticket.PartiallyGenerated</c>. C# has no associated types; instead
/// each type has a static class with a method of that name, and the constraint on its type parameter leaves one of them.
/// </summary>
internal static class StreamingEmitter
{
    public static void Emit(SourceWriter writer, SpecClosure closure)
    {
        GenerableSpec spec = closure.Root;
        writer.Open("namespace FoundationModels")
            .Line($"/// <summary>Streams of <see cref=\"{spec.Type.FullName}\"/>.</summary>")
            .Line(Names.GeneratedCode)
            .Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]")
            .Open($"{(spec.Type.IsPublic ? "public" : "internal")} static class {spec.Type.ExtensionClass}");
        EmitMethod(writer, spec, isCase: false);
        foreach (GenerableSpec @case in closure.Types.Where(t => t.Union == spec.Type.FullName && t.IsDeclaredHere))
            EmitMethod(writer.Line(), @case, isCase: true);
        writer.Close().Close();
    }

    /// <summary>
    /// A case satisfies the constraint of its union as well. Its method wins by its priority, which counts within one class, and needs one more parameter to differ from
    /// the others in its signature.
    /// </summary>
    private static void EmitMethod(SourceWriter writer, GenerableSpec spec, bool isCase)
    {
        string type = spec.Type.FullName;
        writer.Line($"/// <summary>Responds with a <see cref=\"{type}\"/>, step by step.</summary>")
            .Line($"/// <typeparam name=\"T\"><see cref=\"{type}\"/>.</typeparam>")
            .Line("/// <param name=\"session\">The session.</param>")
            .Line("/// <param name=\"prompt\">The prompt.</param>")
            .Line("/// <param name=\"options\">How to generate.</param>")
            .Line("/// <param name=\"includeSchemaInPrompt\">Whether the model is shown the schema in words. The answer follows it in either case.</param>")
            .Line("/// <param name=\"cancellationToken\">Stops the model and takes the turn back.</param>");
        if (isCase)
        {
            writer.Line("/// <param name=\"unused\">Nothing: it tells this overload from the others.</param>")
                .Line("[global::System.Runtime.CompilerServices.OverloadResolutionPriority(1)]");
        }

        string unused = isCase ? $", {type}.PartiallyGenerated? unused = null" : "";
        writer.Line($"public static {Names.Stream(type)} StreamResponseAsync<T>(this {Names.Session} session, global::FoundationModels.Prompt prompt, global::FoundationModels.GenerationOptions? options = null, bool includeSchemaInPrompt = true, global::System.Threading.CancellationToken cancellationToken = default{unused})")
            .Line($"    where T : {Names.Generable}<{type}> =>")
            .Line($"    session.StreamGenerated<{type}, {type}.PartiallyGenerated>(prompt, {type}.PartiallyGenerated.FromGeneratedContent, options, includeSchemaInPrompt, cancellationToken);");
    }
}
