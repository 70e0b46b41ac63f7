using FoundationModels.Generators.Emission;
using FoundationModels.Generators.Model;

namespace FoundationModels.Generators.Tools;

/// <summary>Writes the file of a class with tools.</summary>
internal static class ToolEmitter
{
    private const string Tool = "global::FoundationModels.ITool";
    private const string Output = "global::FoundationModels.ToolOutput";
    private const string Token = "global::System.Threading.CancellationToken";

    public static string HintName(TypeName type) => type.DottedName + ".Tools.g.cs";

    public static string Emit(ToolClass type)
    {
        SourceWriter writer = TypeEmitter.Begin();
        if (type.Type.Namespace.Length > 0)
            writer.Open($"namespace {type.Type.Namespace}");
        EmitClass(writer, type);
        EmitSchemas(writer.Line(), type);
        if (type.Type.Namespace.Length > 0)
            writer.Close();
        return writer.ToString();
    }

    private static void EmitClass(SourceWriter writer, ToolClass type)
    {
        bool isStatic = type.Tools[0].Spec.IsClassStatic;
        for (int i = 0; i < type.Type.Declarations.Count - 1; i++)
            writer.Open(type.Type.Declarations[i]);
        writer.Open(type.Type.Declarations[type.Type.Declarations.Count - 1] + (isStatic ? "" : " : global::FoundationModels.IToolSource"));
        string modifier = isStatic ? "static " : "";
        writer
            .Line(Names.GeneratedCode)
            .Line($"private {modifier}{Names.ReadOnlyList}<{Tool}>? __tools;")
            .Line()
            .Line("/// <summary>Gets the tools that the methods of this class are.</summary>")
            .Line(Names.GeneratedCode)
            .Line($"public {modifier}{Names.ReadOnlyList}<{Tool}> Tools => __tools ??= new {Tool}[]")
            .Open();
        foreach (CompiledTool tool in type.Tools)
        {
            writer.Line(
                $"global::FoundationModels.ToolServices.Create({Names.Literal(tool.Spec.Name)}, {Names.Literal(tool.Spec.Description)}, {SchemaClass(type)}.{Member(type, tool)}, __{Member(type, tool)}),");
        }

        writer.Close("};");
        foreach (CompiledTool tool in type.Tools)
            EmitCall(writer.Line(), type, tool);
        for (int i = 0; i < type.Type.Declarations.Count; i++)
            writer.Close();
    }

    private static void EmitCall(SourceWriter writer, ToolClass type, CompiledTool tool)
    {
        ToolSpec spec = tool.Spec;
        bool isAwaited = spec.Return is ToolReturn.Task or ToolReturn.TaskOfValue;
        List<string> arguments = [.. spec.Arguments.Properties.Select((p, i) => $"{p.Parameter}: {ReadExpressions.Property(p, $"p{i}")}")];
        if (spec.CancellationParameter is { } token)
            arguments.Add($"{token}: cancellationToken");
        string target = spec.IsStatic ? type.Type.FullName : "this";
        string call = $"{target}.{spec.Method}({string.Join(", ", arguments)})";
        if (isAwaited)
            call = $"await {call}.ConfigureAwait(false)";

        writer
            .Line(Names.GeneratedCode)
            .Open($"private {(spec.IsStatic ? "static " : "")}{(isAwaited ? "async " : "")}global::System.Threading.Tasks.ValueTask<{Output}> __{Member(type, tool)}({Names.Content} content, {Token} cancellationToken)");
        if (spec.Return is ToolReturn.Nothing or ToolReturn.Task)
            writer.Line($"{call};").Line(Result($"{Output}.Of(\"Done.\")", isAwaited));
        else
            writer.Line(Result($"{Output}.Of({call})", isAwaited));
        writer.Close();
    }

    private static string Result(string output, bool isAwaited) =>
        isAwaited ? $"return {output};" : $"return new global::System.Threading.Tasks.ValueTask<{Output}>({output});";

    private static void EmitSchemas(SourceWriter writer, ToolClass type)
    {
        writer.Line(Names.GeneratedCode).Open($"file static class {SchemaClass(type)}");
        foreach (CompiledTool tool in type.Tools)
            writer.Line($"internal static readonly {Names.Schema} {Member(type, tool)} = {Names.Schema}.FromGenerated({Names.Literal(tool.Spec.Name)}, \"{tool.Arguments.Data}\"u8);");
        writer.Close();
    }

    private static string SchemaClass(ToolClass type) => type.Type.DottedName.Replace('.', '_') + "_ToolSchemas";

    // Overloads share the method's name.
    private static string Member(ToolClass type, CompiledTool tool)
    {
        int place = 0;
        while (!ReferenceEquals(type.Tools[place], tool))
            place++;
        return $"{tool.Spec.Method.TrimStart('@')}{place}";
    }
}
